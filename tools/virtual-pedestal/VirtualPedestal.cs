using System.Threading.Channels;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Settings;
using Pedestal.Firmware;
using Pedestal.Hal.Esp32;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;
using Pedestal.Hal;
using nanoFramework.Runtime.Native;
using Board = Pedestal.Hal.Host.Platform.Board;
using Channel = System.Threading.Channels.Channel;

namespace Pedestal.VirtualPedestal;

/// <summary>
/// A pedestal without the hardware: the firmware's application, as it is flashed, on a board of simulated parts, with a real
/// broker. Thread-safe.
/// </summary>
public sealed class VirtualPedestal : IAsyncDisposable
{
    // Longer than a byte takes between cable and console, where it cannot be observed.
    const long QuietMicroseconds = 150_000;
    static readonly TimeSpan PollPause = TimeSpan.FromMilliseconds(10);

    readonly VirtualPedestalOptions _options;
    readonly IReadOnlyDictionary<string, string?> _settings;
    readonly Channel<PresentationOutcome> _outcomes = Channel.CreateUnbounded<PresentationOutcome>();
    readonly Conditions _conditions = new();
    volatile Application? _application;
    Application? _seen;
    int _outcomesSeen;
    Indication _shown;
    bool _started;

    /// <summary>Assembles a pedestal; nothing runs before <see cref="Start"/>.</summary>
    public VirtualPedestal(VirtualPedestalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        Board = new Board(options.Time, options.Flash);
        Parts = new PedestalParts(Board);
        Gate = new GateView(Board, Parts);
        if (options.Console is { } cable)
        {
            Board.Uart(ConsoleCable.Port).Attach(cable);
        }

        _settings = FactorySettings.Store(Board, options);
        if (int.TryParse(_settings[SettingNames.GatePulse], out var pulse))
        {
            Parts.Monostable.Milliseconds = pulse;
        }

        // Where passages are watched, guests walk through by themselves unless they are told otherwise.
        Parts.Walker.Walk = _settings[SettingNames.GatePassage] is null or "0" ? Walk.Stay : Walk.Once;
        Board.Waiting += Update;
    }

    /// <summary>Raised when the ring's indication has changed, with the new one, on the pedestal's thread.</summary>
    public event Action<Indication>? Shown;

    /// <summary>The controller.</summary>
    public Board Board { get; }

    /// <summary>The parts on the board. Faults are switched there.</summary>
    public PedestalParts Parts { get; }

    /// <summary>The gate from a guest's view.</summary>
    public GateView Gate { get; }

    /// <summary>The mode of its options; stored settings take precedence.</summary>
    public LaneMode Mode => _options.Mode;

    /// <summary>The brokers in its settings, each as host:port.</summary>
    public string Broker
    {
        get
        {
            var settings = new DeviceSettings();
            settings.Set(SettingNames.BrokerHost, _settings[SettingNames.BrokerHost]);
            settings.Set(SettingNames.BrokerPort, _settings[SettingNames.BrokerPort]);
            return string.Join(", ", settings.Brokers().Select(broker => broker.ToString()));
        }
    }

    /// <summary>The present indication.</summary>
    public Indication Indication => _application?.Shown ?? Indication.Working;

    /// <summary>The lane's present state; a fault until it serves.</summary>
    public LaneState State => Firmware?.Lane?.State ?? LaneState.Fault;

    /// <summary>Why it could not start up, in words; null when it has started up or may still.</summary>
    public string? StartupFault => Firmware?.Parts.StartupFault is { } fault and not "none" ? fault : null;

    /// <summary>Why the broker is not connected, in words; null while it is.</summary>
    public string? LinkFault => Firmware?.Parts.Link is not { } link ? "not started"
        : link.IsConnected() ? null
        : Board.Radio.HasAddress ? link.Fault ?? "the broker closed the connection"
        : "no network address";

    /// <summary>The broker that it is connected to or tries, host:port; empty before it serves.</summary>
    public string BrokerInUse => Firmware?.Parts.Link?.Brokers.Address.ToString() ?? "";

    /// <summary>The camera's fault.</summary>
    public CameraFault Fault
    {
        get => Parts.Camera.Fault;
        set => Parts.Camera.Fault = value;
    }

    Core.Pedestal? Firmware => _application?.Pedestal;

    /// <summary>Powers the pedestal up: it connects and serves until disposed. Call it once only.</summary>
    public void Start()
    {
        if (_started)
        {
            throw new InvalidOperationException("This pedestal has been started already.");
        }

        _started = true;
        Board.PowerUp(Run);
    }

    /// <summary>Waits until the broker is connected, the camera has started and the lane is idle.</summary>
    public Task WaitReadyAsync(CancellationToken cancellation) => _conditions.WaitAsync(
        () => IsConnected && State == LaneState.Idle && Indication != Indication.Working, cancellation);

    /// <summary>Waits until it is connected to its broker, whatever other faults it has.</summary>
    public Task WaitConnectedAsync(CancellationToken cancellation) => _conditions.WaitAsync(() => IsConnected, cancellation);

    /// <summary>Waits until it serves or has a start-up fault.</summary>
    public Task WaitStartedAsync(CancellationToken cancellation) =>
        _conditions.WaitAsync(() => Firmware?.Lane != null || StartupFault != null, cancellation);

    /// <summary>Waits until the ring shows the indication, however briefly; returns at once if it does now.</summary>
    public Task WaitForAsync(Indication indication, CancellationToken cancellation) =>
        _conditions.WaitAsync(() => Indication == indication, cancellation);

    /// <summary>Waits for the next presentation to end; each outcome is returned once, in order.</summary>
    /// <exception cref="ChannelClosedException">The pedestal has ended.</exception>
    public ValueTask<PresentationOutcome> NextOutcomeAsync(CancellationToken cancellation) =>
        _outcomes.Reader.ReadAsync(cancellation);

    /// <summary>Waits until the console has replied to everything that was typed before.</summary>
    public async Task WaitConsoleIdleAsync(CancellationToken cancellation)
    {
        var uart = Board.Uart(ConsoleCable.Port);
        while (_options.Console is TextConsole { IsPending: true } || !uart.Line.IsRead
        || Firmware is not { IsConsoleIdle: true, Parts.Port: SerialConsole { IsIdle: true } }
        || Board.Clock.NowMicroseconds - uart.LastByteMicroseconds < QuietMicroseconds)
        {
            await Task.Delay(PollPause, cancellation);
        }
    }

    /// <summary>Holds a palm over the pedestal.</summary>
    public void ShowPalm(IScene scene, int millimetres = 90)
    {
        Parts.Camera.Scene = scene;
        Parts.RangeFinder.Millimetres = millimetres;
    }

    /// <summary>Removes the palm.</summary>
    public void RemovePalm()
    {
        Parts.RangeFinder.Millimetres = null;
        Parts.Camera.Scene = new NoScene();
    }

    /// <summary>Holds a code in front of the reader.</summary>
    /// <exception cref="ArgumentException">The code is empty or not printable ASCII.</exception>
    public void ScanCode(string code)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        if (code.Any(c => c is < ' ' or > '~'))
        {
            throw new ArgumentException("A code consists of printable ASCII characters only.", nameof(code));
        }

        Parts.Reader.Show(code);
    }

    /// <summary>Restarts it as its reset button does.</summary>
    public void Reset() => Board.Reset();

    /// <summary>Cuts its power.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.Run(Board.Dispose);
        var end = new ObjectDisposedException(nameof(VirtualPedestal));
        _outcomes.Writer.TryComplete(end);
        _conditions.End(end);
    }

    bool IsConnected => Firmware?.Parts.Link?.IsConnected() == true;

    /// <summary>Does what the firmware's Main does and keeps the application for observation.</summary>
    void Run()
    {
        var clock = new EspClock();
        var application = new Application(_options.Extractor ?? new DeviceExtractor(clock), new DeviceCipher(clock));
        _application = application;
        application.Run();
        Power.RebootDevice();
    }

    /// <summary>Publishes changes; runs on the lane's thread whenever it waits.</summary>
    void Update()
    {
        if (_application is not { } application)
        {
            return;
        }

        if (application != _seen)
        {
            (_seen, _outcomesSeen) = (application, 0);
        }

        if (application.Pedestal.Lane is { } lane && lane.Outcomes != _outcomesSeen)
        {
            _outcomesSeen = lane.Outcomes;
            _outcomes.Writer.TryWrite(PresentationOutcome.Of(lane.Outcome));
        }

        if (application.Shown != _shown)
        {
            _shown = application.Shown;
            Shown?.Invoke(_shown);
        }

        _conditions.Check();
    }
}
