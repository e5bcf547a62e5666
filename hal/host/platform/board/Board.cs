using System.Collections.Concurrent;

namespace Pedestal.Hal.Host.Platform;

/// <summary>
/// A controller with the parts on its buses and pins. The platform's API acts on the board of the calling thread; a thread inherits
/// the board from the thread that starts it, so that one process can hold many boards. Thread-safe.
/// </summary>
public sealed class Board : IDisposable
{
    static readonly AsyncLocal<BoardRun?> Running = new();

    readonly ConcurrentDictionary<int, I2cBus> _i2c = new();
    readonly ConcurrentDictionary<int, SpiBus> _spi = new();
    readonly ConcurrentDictionary<string, Uart> _uart = new();
    readonly Lock _lock = new();
    BoardRun? _run;

    /// <summary>A board that is not powered up.</summary>
    /// <param name="clock">Its clock.</param>
    /// <param name="flash">Its flash; an empty one when null.</param>
    public Board(BoardClock clock, Flash? flash = null)
    {
        Clock = clock;
        Flash = flash ?? new Flash();
        Wire = new WireTime(this);
        Radio = new Radio(clock);
        TimeOfDay = new TimeOfDay(clock);
        Flash.Cut += PowerDown;
    }

    /// <summary>Raised for each line that the program writes to an attached debugger.</summary>
    public event Action<string>? Debugged;

    /// <summary>
    /// Raised on the program's first thread whenever it begins to wait, so that a handler can read that thread's state safely.
    /// </summary>
    public event Action? Waiting;

    /// <summary>Raised when the board is powered up.</summary>
    public event Action? PoweredUp;

    /// <summary>Raised when the board has lost power.</summary>
    public event Action? PoweredDown;

    /// <summary>Raised when the program has ended, by a restart or a loss of power, before the pins are released.</summary>
    public event Action? Ended;

    /// <summary>The board of the calling thread.</summary>
    /// <exception cref="InvalidOperationException">The thread belongs to no board.</exception>
    public static Board Current => Run.Board;

    /// <summary>The program that the calling thread belongs to.</summary>
    internal static BoardRun Run => Running.Value
        ?? throw new InvalidOperationException("This thread belongs to no board. Call Board.PowerUp or Board.Enter first.");

    /// <summary>Its clock.</summary>
    public BoardClock Clock { get; }

    /// <summary>The files of drive I:.</summary>
    public Flash Flash { get; }

    /// <summary>The Wi-Fi.</summary>
    public Radio Radio { get; }

    /// <summary>The memory.</summary>
    public BoardMemory Memory { get; } = new();

    /// <summary>The date and time.</summary>
    public TimeOfDay TimeOfDay { get; }

    /// <summary>The pins.</summary>
    public Pins Pins { get; } = new();

    /// <summary>Restarts since it was powered up.</summary>
    public int Restarts { get; private set; }

    internal WireTime Wire { get; }

    /// <summary>An I2C bus, 1 or 2.</summary>
    public I2cBus I2c(int bus) => _i2c.GetOrAdd(bus, _ => new I2cBus(this));

    /// <summary>An SPI bus, 1 or 2.</summary>
    public SpiBus Spi(int bus) => _spi.GetOrAdd(bus, _ => new SpiBus(this));

    /// <summary>A UART, COM1 to COM3.</summary>
    public Uart Uart(string port) => _uart.GetOrAdd(port, _ => new Uart(Clock));

    /// <summary>Waits on the board's clock.</summary>
    /// <exception cref="BoardStoppedException">The program has ended, before or during the wait.</exception>
    public static void Sleep(long microseconds) => Run.Sleep(microseconds);

    /// <summary>Blocks the calling thread while a condition lasts, such as a part that holds its bus.</summary>
    /// <exception cref="BoardStoppedException">The program has ended.</exception>
    public static void WaitWhile(Func<bool> condition)
    {
        while (condition())
        {
            Run.Sleep(1_000);
        }
    }

    /// <summary>Makes this the calling thread's board until disposed, to use a driver without a program.</summary>
    public IDisposable Enter()
    {
        var before = Running.Value;
        Running.Value = new BoardRun(this);
        return new Entered(before);
    }

    /// <summary>Powers the board up: runs the program, and again after each restart, until power is lost.</summary>
    public void PowerUp(Action program)
    {
        lock (_lock)
        {
            if (_run != null)
            {
                throw new InvalidOperationException("The board is powered up already.");
            }

            Restarts = 0;
            PoweredUp?.Invoke();
            Begin(program);
        }
    }

    /// <summary>Cuts the power: ends the program's threads wherever they are, and returns when they have ended.</summary>
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

    /// <summary>Restarts the program as the controller's reset line does; returns at once.</summary>
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
            // Otherwise power was lost meanwhile.
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

    internal void RaiseWaiting() => Waiting?.Invoke();

    internal void WriteToDebugger(string line) => Debugged?.Invoke(line);

    sealed class Entered(BoardRun? before) : IDisposable
    {
        public void Dispose() => Running.Value = before;
    }
}
