using System.Threading.Channels;
using Pedestal.ArducamMega;
using Pedestal.Core;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Hal.Host.Camera;
using Channel = System.Threading.Channels.Channel;

namespace Pedestal.VirtualPedestal;

/// <summary>
/// A pedestal without the hardware: the firmware's lane and camera driver on a thread of its own, over a virtual
/// camera, range finder, reader, gate and ring, and over the real broker. Its methods may be called from any thread.
/// </summary>
public sealed class VirtualPedestal : IWork, IAsyncDisposable
{
    const int StepMilliseconds = 5;
    const int PatienceSeconds = 30;

    readonly VirtualPedestalOptions _options;
    readonly SystemClock _clock = new();
    readonly VirtualArducamMega _camera;
    readonly MqttLink _link;
    readonly GuardedThread _thread;
    readonly Channel<PresentationOutcome> _outcomes = Channel.CreateUnbounded<PresentationOutcome>();
    readonly Conditions _conditions = new();
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Lane _lane = null!;
    ConsoleHost _console = null!;
    SettingsTrial _trial = null!;
    volatile LaneState _state;
    volatile bool _stop;
    volatile bool _reboot;
    volatile bool _consoleIdle;
    volatile int _polls;
    ThreadLog _threadLog = null!;
    int _seen;
    bool _started;

    /// <summary>Puts a pedestal together; nothing runs before <see cref="Start"/>.</summary>
    public VirtualPedestal(VirtualPedestalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _camera = new VirtualArducamMega(_clock);
        Gate = new VirtualGate(_clock);
        _link = new MqttLink(new MqttLinkOptions
        {
            Host = options.BrokerHost, Port = options.BrokerPort, Venue = options.Venue, Device = options.Device,
        });
        Network = new VirtualNetwork(_link, $"{options.BrokerHost}:{options.BrokerPort}");
        _thread = new GuardedThread("lane", this, PatienceSeconds, _clock);
        Boot();
        Ring.Changed += _ => Observe();
        Controller.Rebooted += () => _reboot = true;
    }

    /// <summary>The controller.</summary>
    public VirtualSystem Controller { get; } = new();

    /// <summary>The flash.</summary>
    public MemoryStore Flash { get; } = new();

    /// <summary>The network interface.</summary>
    public VirtualNetwork Network { get; }

    /// <summary>The range finder.</summary>
    public VirtualPresence RangeFinder { get; } = new() { Lives = true };

    /// <summary>The code reader.</summary>
    public VirtualQrReader Reader { get; } = new();

    /// <summary>The light ring.</summary>
    public VirtualIndicator Ring { get; } = new();

    /// <summary>The near-infrared LEDs.</summary>
    public VirtualSwitch Light => _camera.Light;

    /// <summary>What the guest is shown now.</summary>
    public Indication Indication => Ring.Current;

    /// <summary>The gate, which counts its openings.</summary>
    public VirtualGate Gate { get; }

    /// <summary>What the guest experiences now.</summary>
    public LaneState State => _state;

    /// <summary>Why the broker is not connected, in words; null while it is.</summary>
    public string? LinkTrouble => _link.Trouble;

    /// <summary>What is wrong with the camera.</summary>
    public CameraFault Fault
    {
        get => _camera.Fault;
        set => _camera.Fault = value;
    }

    /// <summary>Powers the pedestal up: it connects and serves until disposed. Once only.</summary>
    public void Start()
    {
        if (_started)
        {
            throw new InvalidOperationException("This pedestal has been started before.");
        }

        _started = true;
        _link.Start();
        new Thread(Run) { Name = "lane", IsBackground = true }.Start();
    }

    /// <summary>Waits until the broker is connected and the lane, its camera started, is idle.</summary>
    public Task WaitReadyAsync(CancellationToken cancellation) => _conditions.WaitAsync(
        () => _link.IsConnected() && State == LaneState.Idle && Indication != Indication.Working, cancellation);

    /// <summary>Waits until the ring shows the indication, however briefly; not at all if it shows it now.</summary>
    public Task WaitForAsync(Indication indication, CancellationToken cancellation) =>
        _conditions.WaitAsync(() => Indication == indication, cancellation);

    /// <summary>Waits for the next presentation to end; each outcome is handed out once, in order.</summary>
    /// <exception cref="ChannelClosedException">The pedestal has ended.</exception>
    public ValueTask<PresentationOutcome> NextOutcomeAsync(CancellationToken cancellation) =>
        _outcomes.Reader.ReadAsync(cancellation);

    /// <summary>Waits until the console has answered everything that was typed before.</summary>
    public Task WaitAnsweredAsync(CancellationToken cancellation)
    {
        // A poll that is under way may have read what it has not begun to answer.
        var polls = _polls;
        return _conditions.WaitAsync(() => _polls - polls >= 2 && _consoleIdle, cancellation);
    }

    /// <summary>Holds a palm over the pedestal.</summary>
    public void ShowPalm(IScene scene, int millimetres = 90)
    {
        _camera.Scene = scene;
        RangeFinder.Millimetres = millimetres;
    }

    /// <summary>Takes the palm away.</summary>
    public void RemovePalm()
    {
        RangeFinder.Millimetres = Presence.Nothing;
        _camera.Scene = new NoScene();
    }

    /// <summary>Holds a code in front of the reader.</summary>
    /// <exception cref="ArgumentException">The code is empty or not printable ASCII.</exception>
    public void ScanCode(string code) => Reader.Scan(code);

    /// <summary>Pulls the plug: ends the lane, then the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _stop = true;
        if (_started)
        {
            await _ended.Task;
        }

        await _link.DisposeAsync();
    }

    /// <summary>From power-up to the first step: settings, console, lane.</summary>
    void Boot()
    {
        _camera.Power.Set(false);
        var files = _options.Files ?? Flash;
        _console = new ConsoleHost(_options, _clock, Controller, files);
        _threadLog = new ThreadLog(_console.Log, [_thread]);
        _trial = new SettingsTrial(_console.Store, _clock.NowMicroseconds());
        var cipher = new HostCipher();
        var parts = new LaneParts
        {
            Camera = new ArducamMegaCamera(_camera, _camera.Light, _camera.Power, _clock),
            Presence = RangeFinder,
            Qr = Reader,
            Gate = Gate,
            GateService = Gate,
            System = Controller,
            Log = _console.Log,
            Indicator = Ring,
            Link = _link,
            Cipher = cipher,
            Clock = _clock,
            Extractor = _options.Extractor ?? new VeinExtractor(),
            Service = _console.Service,
            Offline = new OfflineAdmission(_console.Settings.Offline, files, cipher, Controller, _console.Log),
        };
        _lane = new Lane(parts, _console.Settings.Lane);
        _console.Serve(parts, _lane, this);
    }

    void Run()
    {
        _thread.Run();
        var end = new ObjectDisposedException(nameof(VirtualPedestal));
        _outcomes.Writer.TryComplete(end);
        _conditions.Fail(end);
        _ended.SetResult();
    }

    bool IWork.DoRound()
    {
        if (_reboot)
        {
            _reboot = false;
            _console.End();
            _seen = 0;
            Boot();
        }

        _lane.Step();
        _console.Poll();
        _consoleIdle = _console.IsIdle;
        _polls++;
        _threadLog.Look();
        _reboot |= _trial.Watch(_link.IsConnected(), _clock.NowMicroseconds()) == TrialVerdict.RolledBack;
        if (_lane.Outcomes != _seen)
        {
            _seen = _lane.Outcomes;
            _outcomes.Writer.TryWrite(PresentationOutcome.Of(_lane.Outcome));
        }

        Observe();
        _clock.Sleep(StepMilliseconds);
        return !_stop;
    }

    void Observe()
    {
        _state = _lane.State;
        _conditions.Check();
    }
}
