namespace Pedestal.Hal.Host.Camera;

/// <summary>An output whose level can be looked at.</summary>
public sealed class VirtualSwitch : ISwitch
{
    /// <summary>Raised on each change of level, with the new one.</summary>
    public event Action<bool>? Changed;

    /// <summary>The level; off at first.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Whether what it switches is dead: it stays off.</summary>
    public bool Dead { get; set; }

    /// <inheritdoc/>
    public void Set(bool on)
    {
        on &= !Dead;
        if (on == IsOn)
        {
            return;
        }

        IsOn = on;
        Changed?.Invoke(on);
    }
}
