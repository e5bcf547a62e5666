using System.Collections.Concurrent;

namespace Pedestal.Hal.Host.Platform;

/// <summary>One run of a program on a board, from power-up or restart to its end, with its threads.</summary>
sealed class BoardRun(Board board)
{
    // A thread looks at the end of its program whenever it waits or uses a part; this is only for one that never does.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly CancellationTokenSource _stop = new();
    readonly List<Thread> _threads = [];
    readonly SemaphoreSlim _interpreter = new(1);
    Thread? _main;
    readonly ConcurrentDictionary<int, int> _spiClocks = new();

    public Board Board => board;

    /// <summary>Ends it, once.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>When it began, on the board's clock.</summary>
    public long Began { get; } = board.Clock.NowMicroseconds;

    /// <summary>Which pins the program has given functions.</summary>
    public PinFunctions Functions { get; } = new();

    /// <summary>The time server that it has named.</summary>
    public string? TimeServer { get; set; }

    /// <summary>What came of its last attempt to connect to the Wi-Fi.</summary>
    public int WifiStatus { get; set; }

    /// <summary>The clock of an SPI bus: that of the first part opened on it.</summary>
    public int SpiClock(int bus, int hertz) => _spiClocks.GetOrAdd(bus, hertz);

    /// <summary>Starts a thread of the program. An exception ends this thread alone and silently, as on the controller.</summary>
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
            board.TellWait();
        }

        board.Clock.Sleep(microseconds, Stopped);

        // Not while a native call holds the interpreter up.
        _interpreter.Wait();
        _interpreter.Release();
        ThrowIfStopped();
    }

    /// <summary>No thread of the program goes on after a wait until this is disposed: a native call takes its time.</summary>
    public IDisposable Freeze()
    {
        _interpreter.Wait();
        return new Thawing(_interpreter);
    }

    /// <summary>Calls an event handler of the program; its exceptions go nowhere, as on the controller.</summary>
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

    /// <summary>Asks its threads to end.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Ends it; returns when its threads have ended.</summary>
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
            if (thread != Thread.CurrentThread && !thread.Join(Patience))
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
            // Nobody hears of it on the controller either.
        }
    }

    sealed class Thawing(SemaphoreSlim interpreter) : IDisposable
    {
        int _isDone;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDone, 1) == 0)
            {
                interpreter.Release();
            }
        }
    }
}
