using System;
using Pedestal.Protocol;

namespace Pedestal.Core.Settings
{
    /// <summary>The settings for offline admission.</summary>
    public sealed class OfflineSettings
    {
        /// <summary>Whether offline admission is on.</summary>
        public bool IsOn;

        /// <summary>Tonight's keys of this lane's shares, in order; they cannot check other lanes' tickets.</summary>
        public byte[] Key;

        /// <summary>This lane's number, from 1.</summary>
        public int Lane = 1;

        /// <summary>The number of lanes that share the tickets.</summary>
        public int Lanes = 1;

        /// <summary>Whether offline admission is on and can work.</summary>
        public bool IsReady
        {
            get { return IsOn && Key != null && Key.Length == KeyLengthOf(Lane, Lanes); }
        }

        /// <summary>Length of <see cref="Key"/> for a lane, in bytes.</summary>
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
