namespace Pedestal.Hal.Host;

/// <summary>A network interface that can be taken down. Thread-safe.</summary>
/// <param name="broker">The broker now, host:port.</param>
/// <param name="trouble">Why the broker is not connected, in words; null while it is.</param>
public sealed class VirtualNetwork(Func<string> broker, Func<string?> trouble) : INetworkInfo
{
    volatile bool _down;

    /// <summary>Whether there is no address.</summary>
    public bool Down
    {
        get => _down;
        set => _down = value;
    }

    /// <inheritdoc/>
    public string Name => "virtual";

    /// <inheritdoc/>
    public string Broker => broker();

    /// <inheritdoc/>
    public bool IsUp() => !_down;

    /// <inheritdoc/>
    public string Address() => _down ? string.Empty : "127.0.0.1";

    /// <inheritdoc/>
    public string? BrokerTrouble() => trouble();
}
