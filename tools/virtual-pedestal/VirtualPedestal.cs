using System.Threading.Channels;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Settings;
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
    const int PatienceSeconds = 60;

    readonly VirtualPedestalOptions _options;
    readonly VirtualArducamMega _camera;
    readonly Radio _radio;
    readonly GuardedThread _thread;
    Supervisor _supervisor;
    readonly Channel<PresentationOutcome> _outcomes = Channel.CreateUnbounded<PresentationOutcome>();
    readonly Conditions _conditions = new();
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Timer? _watchdog;
    Firmware _firmware;
    volatile LaneState _state;
    volatile string? _startupFault;
    volatile bool _stop;
    volatile bool _reboot;
    volatile bool _consoleIdle;
    volatile int _polls;
    bool _started;

    /// <summary>Puts a pedestal together; nothing runs before <see cref="Start"/>.</summary>
    public VirtualPedestal(VirtualPedestalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _camera = new VirtualArducamMega(options.Clock);
        Gate = new VirtualGate(options.Clock);
        _radio = new Radio(Gate.Pulse);
        Network = new VirtualNetwork(() => _radio.Broker);
        Network.Changed += () => _radio.SetNetwork(!Network.Down);
        _thread = new GuardedThread("lane", this, PatienceSeconds, options.Clock);
        _supervisor = new Supervisor([_thread]);
        _firmware = Boot();
        Ring.Changed += _ => Observe();
        Controller.Rebooted += () => _reboot = true;
    }

    /// <summary>What it is for, unless its settings say otherwise.</summary>
    public LaneMode Mode => _options.Mode;

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

    /// <summary>Why it could not start up, in words; null when it could.</summary>
    public string? StartupFault => _startupFault;

    /// <summary>Why the broker is not connected, in words; null while it is.</summary>
    public string? LinkTrouble => _radio.Trouble;

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
        _watchdog = new Timer(_ => Watch(), null, _options.WatchdogPeriod, _options.WatchdogPeriod);
        PowerUp();
        new Thread(Run) { Name = "lane", IsBackground = true }.Start();
    }

    /// <summary>Waits until the broker is connected and the lane, its camera started, is idle.</summary>
    public Task WaitReadyAsync(CancellationToken cancellation) => _conditions.WaitAsync(
        () => _radio.IsConnected() && State == LaneState.Idle && Indication != Indication.Working, cancellation);

    /// <summary>Waits until it is connected to its broker, whatever else does not work.</summary>
    public Task WaitConnectedAsync(CancellationToken cancellation) => _conditions.WaitAsync(_radio.IsConnected, cancellation);

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
            await _watchdog!.DisposeAsync();
            RangeFinder.Hangs = false;
            await _ended.Task;
        }

        await _radio.DisposeAsync();
    }

    Firmware Boot() => new(this, _options, _camera, _radio, _thread);

    void PowerUp()
    {
        _startupFault = _firmware.Fault;
        if (_firmware.Fault is null)
        {
            _radio.PowerUp(_firmware.Settings, _options);
        }
        else
        {
            _radio.PowerDown();
        }
    }

    void Run()
    {
        _thread.Run();
        var end = new ObjectDisposedException(nameof(VirtualPedestal));
        _outcomes.Writer.TryComplete(end);
        _conditions.Fail(end);
        _ended.SetResult();
    }

    /// <summary>Restarts a pedestal whose thread hangs, as the device's watchdog does.</summary>
    void Watch()
    {
        if (_supervisor.Check() != null)
        {
            Controller.Reboot();
            RangeFinder.Hangs = false;
            _supervisor = new Supervisor([_thread]);
        }
    }

    bool IWork.DoRound()
    {
        if (_reboot)
        {
            _reboot = false;
            _firmware.End();
            _firmware = Boot();
            PowerUp();
        }

        if (_firmware.Step() is { } outcome)
        {
            _outcomes.Writer.TryWrite(outcome);
        }

        _consoleIdle = _firmware.IsConsoleIdle;
        _polls++;
        _reboot |= _firmware.WantsRestart;
        Observe();

        // Real on every clock: what the lane waits for comes over a real network.
        Thread.Sleep(StepMilliseconds);
        return !_stop;
    }

    void Observe()
    {
        _state = _firmware.State;
        _conditions.Check();
    }
}
