using System.Collections.Concurrent;

namespace Pedestal.Hal.Host.Platform;

/// <summary>
/// A controller with the parts on its buses and pins. The platform's API acts on the board of the calling thread, which a thread
/// inherits from the one that starts it: one process holds many boards. Its methods may be called from any thread.
/// </summary>
public sealed class Board : IDisposable
{
    static readonly AsyncLocal<BoardRun?> Running = new();

    readonly ConcurrentDictionary<int, I2cBus> _i2c = new();
    readonly ConcurrentDictionary<int, SpiBus> _spi = new();
    readonly ConcurrentDictionary<string, Uart> _uart = new();
    readonly Lock _lock = new();
    BoardRun? _run;

    /// <summary>A board without power.</summary>
    /// <param name="clock">Its time.</param>
    /// <param name="flash">Its files; empty flash when null.</param>
    public Board(BoardClock clock, Flash? flash = null)
    {
        Clock = clock;
        Flash = flash ?? new Flash();
        Wire = new WireTime(this);
        Radio = new Radio(clock);
        TimeOfDay = new TimeOfDay(clock);
        Flash.Cut += PowerDown;
    }

    /// <summary>Raised for each line that only an attached debugger hears.</summary>
    public event Action<string>? Debugged;

    /// <summary>
    /// Raised on the program's first thread whenever it begins to wait, so that what that thread has in memory can be looked at.
    /// </summary>
    public event Action? Waits;

    /// <summary>Raised when power comes.</summary>
    public event Action? PoweredUp;

    /// <summary>Raised when power has gone.</summary>
    public event Action? PoweredDown;

    /// <summary>Raised when the program has ended, by a restart or without power, before the pins are released.</summary>
    public event Action? Ended;

    /// <summary>The board of the calling thread.</summary>
    /// <exception cref="InvalidOperationException">It belongs to none.</exception>
    public static Board Current => Run.Board;

    /// <summary>The program that the calling thread belongs to.</summary>
    internal static BoardRun Run => Running.Value
        ?? throw new InvalidOperationException("This thread belongs to no board: it is started by Board.Start, or enters by Board.Enter.");

    /// <summary>Its time.</summary>
    public BoardClock Clock { get; }

    /// <summary>The files of the drive I:.</summary>
    public Flash Flash { get; }

    /// <summary>The Wi-Fi.</summary>
    public Radio Radio { get; }

    /// <summary>The memory.</summary>
    public BoardMemory Memory { get; } = new();

    /// <summary>The date and time.</summary>
    public TimeOfDay TimeOfDay { get; }

    /// <summary>The pins.</summary>
    public Pins Pins { get; } = new();

    /// <summary>Restarts since power came.</summary>
    public int Restarts { get; private set; }

    internal WireTime Wire { get; }

    /// <summary>The I2C bus of a number, 1 or 2.</summary>
    public I2cBus I2c(int bus) => _i2c.GetOrAdd(bus, _ => new I2cBus(this));

    /// <summary>The SPI bus of a number, 1 or 2.</summary>
    public SpiBus Spi(int bus) => _spi.GetOrAdd(bus, _ => new SpiBus(this));

    /// <summary>The UART of a name, COM1 to COM3.</summary>
    public Uart Uart(string port) => _uart.GetOrAdd(port, _ => new Uart(Clock));

    /// <summary>Waits on the board's clock.</summary>
    /// <exception cref="BoardStoppedException">The program has ended, meanwhile or before.</exception>
    public static void Sleep(long microseconds) => Run.Sleep(microseconds);

    /// <summary>Holds the calling thread up for as long as something lasts, as a bus that a part does not let go of.</summary>
    /// <exception cref="BoardStoppedException">The program has ended.</exception>
    public static void HoldUp(Func<bool> lasts)
    {
        while (lasts())
        {
            Run.Sleep(1_000);
        }
    }

    /// <summary>Makes this the calling thread's board until disposed, without a program: for a driver by itself.</summary>
    public IDisposable Enter()
    {
        var before = Running.Value;
        Running.Value = new BoardRun(this);
        return new Leaving(before);
    }

    /// <summary>Power comes: runs the program, and again after each restart, until power goes.</summary>
    public void PowerUp(Action program)
    {
        lock (_lock)
        {
            if (_run != null)
            {
                throw new InvalidOperationException("The board has power already.");
            }

            Restarts = 0;
            PoweredUp?.Invoke();
            Begin(program);
        }
    }

    /// <summary>Power goes: ends the program's threads wherever they are, and returns when they have ended.</summary>
    public void PowerDown()
    {
        lock (_lock)
        {
            if (_run is { } run)
            {
                _run = null;
                End(run);
                TimeOfDay.Unset();
                PoweredDown?.Invoke();
            }
        }
    }

    /// <summary>Restarts the program, as the controller's reset line does; returns at once.</summary>
    public void Reset() => _run?.Stop();

    /// <inheritdoc/>
    public void Dispose()
    {
        Flash.Cut -= PowerDown;
        PowerDown();
    }

    void Begin(Action program)
    {
        var run = new BoardRun(this);
        _run = run;
        run.StartThread(program, "main");
        run.Stopped.UnsafeRegister(_ => ThreadPool.UnsafeQueueUserWorkItem(_ => Restart(run, program), null), null);
    }

    void Restart(BoardRun run, Action program)
    {
        lock (_lock)
        {
            // Else power has gone.
            if (_run == run)
            {
                End(run);
                Restarts++;
                Begin(program);
            }
        }
    }

    void End(BoardRun run)
    {
        run.End();
        Ended?.Invoke();
        foreach (var uart in _uart.Values)
        {
            uart.Close();
        }

        Radio.Reset();
        Pins.Reset();
    }

    internal static BoardRun? Inherit(BoardRun? run)
    {
        var before = Running.Value;
        Running.Value = run;
        return before;
    }

    internal void TellWait() => Waits?.Invoke();

    internal void TellDebugger(string line) => Debugged?.Invoke(line);

    sealed class Leaving(BoardRun? before) : IDisposable
    {
        public void Dispose() => Running.Value = before;
    }
}
