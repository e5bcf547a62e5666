namespace Pedestal.Hal
{
    /// <summary>The pedestal's network interface.</summary>
    public interface INetworkInfo
    {
        /// <summary>Whether there is an address.</summary>
        bool IsUp();

        /// <summary>The network's name.</summary>
        string Name { get; }

        /// <summary>The pedestal's address; empty without one.</summary>
        string Address();

        /// <summary>The broker's name or address and its port.</summary>
        string Broker { get; }
    }
}
