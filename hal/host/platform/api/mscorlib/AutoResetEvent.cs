namespace NanoSystem.Threading;

/// <summary>Lets one wait through and closes again.</summary>
public sealed class AutoResetEvent : WaitHandle
{
    /// <summary>Open or closed at first.</summary>
    public AutoResetEvent(bool initialState) => SetState(initialState);

    /// <summary>Opens it.</summary>
    public bool Set()
    {
        SetState(true);
        return true;
    }
}
