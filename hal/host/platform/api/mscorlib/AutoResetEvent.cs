namespace NanoSystem.Threading;

/// <summary>Releases one waiting thread and resets itself.</summary>
public sealed class AutoResetEvent : WaitHandle
{
    /// <summary>An event that begins set or reset.</summary>
    public AutoResetEvent(bool initialState) => SetState(initialState);

    /// <summary>Sets the event.</summary>
    public bool Set()
    {
        SetState(true);
        return true;
    }
}
