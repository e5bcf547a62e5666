using System;
using Pedestal.Protocol;

namespace Pedestal.Core.Settings
{
    /// <summary>What a pedestal needs to admit signed tickets by itself.</summary>
    public sealed class OfflineSettings
    {
        /// <summary>Whether it may.</summary>
        public bool IsOn;

        /// <summary>Tonight's keys of the shares that are this lane's, in their order; it checks no other lane's tickets.</summary>
        public byte[] Key;

        /// <summary>This lane's number, from 1.</summary>
        public int Lane = 1;

        /// <summary>How many lanes share the tickets.</summary>
        public int Lanes = 1;

        /// <summary>Whether it may and can.</summary>
        public bool IsReady
        {
            get { return IsOn && Key != null && Key.Length == KeyLengthOf(Lane, Lanes); }
        }

        /// <summary>Bytes of <see cref="Key"/> at a lane.</summary>
        public static int KeyLengthOf(int lane, int lanes)
        {
            return ((SignedCode.Shares - lane) / lanes + 1) * SignedCode.ShareKeyLength;
        }

        /// <summary>The key of one of this lane's shares.</summary>
        public byte[] KeyOf(int share)
        {
            var key = new byte[SignedCode.ShareKeyLength];
            Array.Copy(Key, share / Lanes * key.Length, key, 0, key.Length);
            return key;
        }
    }
}
