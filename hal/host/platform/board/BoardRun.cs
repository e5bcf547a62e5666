using System.Collections.Concurrent;

namespace Pedestal.Hal.Host.Platform;

/// <summary>One run of a program on a board, from power-up or restart to its end, with its threads.</summary>
sealed class BoardRun(Board board)
{
    // A thread notices the end of its program whenever it waits or uses a part; this bound is for a thread that never does.
    static readonly TimeSpan JoinTimeout = TimeSpan.FromSeconds(20);

    readonly CancellationTokenSource _stop = new();
    readonly List<Thread> _threads = [];
    readonly SemaphoreSlim _interpreter = new(1);
    Thread? _main;
    readonly ConcurrentDictionary<int, int> _spiClocks = new();

    public Board Board => board;

    /// <summary>Cancelled when the run is to end.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>When it began on the board's clock, microseconds.</summary>
    public long Began { get; } = board.Clock.NowMicroseconds;

    /// <summary>The functions that the program has assigned to pins.</summary>
    public PinFunctions Functions { get; } = new();

    /// <summary>The time server that the program has set.</summary>
    public string? TimeServer { get; set; }

    /// <summary>Result of the program's last attempt to connect to the Wi-Fi.</summary>
    public int WifiStatus { get; set; }

    /// <summary>The clock of an SPI bus: that of the first part opened on it.</summary>
    public int SpiClock(int bus, int hertz) => _spiClocks.GetOrAdd(bus, hertz);

    /// <summary>Starts a thread of the program. An exception ends only this thread, silently, as on the controller.</summary>
    public void StartThread(Action work, string name)
    {
        ThrowIfStopped();
        var thread = new Thread(() => Run(work)) { IsBackground = true, Name = name };
        lock (_threads)
        {
            _threads.RemoveAll(ended => ended.ThreadState == ThreadState.Stopped);
            _threads.Add(thread);
            _main ??= thread;
        }

        thread.UnsafeStart();
    }

    public void Sleep(long microseconds)
    {
        ThrowIfStopped();
        if (Thread.CurrentThread == _main)
        {
            board.RaiseWaiting();
        }

        board.Clock.Sleep(microseconds, Stopped);

        // Not while a native call blocks the interpreter.
        _interpreter.Wait();
        _interpreter.Release();
        ThrowIfStopped();
    }

    /// <summary>Blocks all threads of the program after their next wait until disposed, as a long native call does.</summary>
    public IDisposable Freeze()
    {
        _interpreter.Wait();
        return new Frozen(_interpreter);
    }

    /// <summary>Calls an event handler of the program; exceptions are swallowed, as on the controller.</summary>
    public void Raise(Action handler)
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        var before = Board.Inherit(this);
        try
        {
            Run(handler);
        }
        finally
        {
            Board.Inherit(before);
        }
    }

    public void ThrowIfStopped()
    {
        if (_stop.IsCancellationRequested)
        {
            throw new BoardStoppedException();
        }
    }

    /// <summary>Signals its threads to end.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Ends the run; returns when its threads have ended.</summary>
    public void End()
    {
        Stop();
        Thread[] threads;
        lock (_threads)
        {
            threads = [.. _threads];
        }

        foreach (var thread in threads)
        {
            if (thread != Thread.CurrentThread && !thread.Join(JoinTimeout))
            {
                throw new InvalidOperationException($"The board's thread '{thread.Name}' did not end with its program.");
            }
        }
    }

    void Run(Action work)
    {
        Board.Inherit(this);
        try
        {
            work();
        }
        catch (Exception)
        {
            // The controller reports it nowhere either.
        }
    }

    sealed class Frozen(SemaphoreSlim interpreter) : IDisposable
    {
        int _isReleased;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isReleased, 1) == 0)
            {
                interpreter.Release();
            }
        }
    }
}
