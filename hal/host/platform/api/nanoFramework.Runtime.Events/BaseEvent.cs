namespace nanoFramework.Runtime.Events;

/// <summary>An event of the controller.</summary>
public class BaseEvent
{
    /// <summary>For derived classes.</summary>
    public BaseEvent()
    {
    }
}
