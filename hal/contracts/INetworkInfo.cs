namespace Pedestal.Hal
{
    /// <summary>The pedestal's network interface.</summary>
    public interface INetworkInfo
    {
        /// <summary>Whether the pedestal has an address.</summary>
        bool IsUp();

        /// <summary>The network's name.</summary>
        string Name { get; }

        /// <summary>The pedestal's address; empty if it has none.</summary>
        string Address();
    }
}
