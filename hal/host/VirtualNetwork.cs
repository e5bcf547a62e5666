namespace Pedestal.Hal.Host;

/// <summary>A network interface that can be taken down. Thread-safe.</summary>
/// <param name="broker">The broker now, host:port.</param>
public sealed class VirtualNetwork(Func<string> broker) : INetworkInfo
{
    volatile bool _down;

    /// <summary>After each change of <see cref="Down"/>.</summary>
    public event Action? Changed;

    /// <summary>Whether there is no address.</summary>
    public bool Down
    {
        get => _down;
        set
        {
            if (_down != value)
            {
                _down = value;
                Changed?.Invoke();
            }
        }
    }

    /// <inheritdoc/>
    public string Name => "virtual";

    /// <inheritdoc/>
    public string Broker => broker();

    /// <inheritdoc/>
    public bool IsUp() => !_down;

    /// <inheritdoc/>
    public string Address() => _down ? string.Empty : "127.0.0.1";
}
