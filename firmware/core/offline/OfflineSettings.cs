namespace Pedestal.Core
{
    /// <summary>What a pedestal needs to admit signed tickets by itself.</summary>
    public sealed class OfflineSettings
    {
        /// <summary>Whether it may.</summary>
        public bool IsOn;

        /// <summary>Tonight's event key, 32 bytes.</summary>
        public byte[] Key;

        /// <summary>This lane's number, from 1.</summary>
        public int Lane = 1;

        /// <summary>How many lanes share the tickets.</summary>
        public int Lanes = 1;

        /// <summary>Whether it may and can.</summary>
        public bool IsReady
        {
            get { return IsOn && Key != null; }
        }
    }
}
