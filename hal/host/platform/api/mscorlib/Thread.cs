using Pedestal.Hal.Host.Platform;

namespace NanoSystem.Threading;

/// <summary>A thread of the board's program; it ends when the program ends.</summary>
public sealed class Thread
{
    readonly ThreadStart _start;

    /// <summary>A thread that has not been started.</summary>
    public Thread(ThreadStart start) => _start = start;

    /// <summary>Its priority; no effect here.</summary>
    public ThreadPriority Priority { get; set; }

    /// <summary>Waits on the board's clock.</summary>
    public static void Sleep(int millisecondsTimeout) => Board.Sleep(millisecondsTimeout * 1_000L);

    /// <summary>Starts the thread.</summary>
    public void Start() => Board.Run.StartThread(() => _start(), _start.Method.Name);
}
