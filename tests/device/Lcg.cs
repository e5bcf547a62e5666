namespace Pedestal.Device.Tests
{
    /// <summary>Pseudo-random numbers that are the same on every platform, unlike the device's.</summary>
    sealed class Lcg
    {
        internal const uint Factor = 1664525;
        internal const uint Summand = 1013904223;
        uint _state;

        internal Lcg(uint seed)
        {
            _state = seed;
        }

        /// <summary>A number from least to most, inclusive.</summary>
        internal int Next(int least, int most)
        {
            _state = _state * Factor + Summand;
            return least + (int)((_state >> 8) % (uint)(most - least + 1));
        }

        internal void Fill(byte[] buffer)
        {
            for (var i = 0; i < buffer.Length; i++)
            {
                buffer[i] = (byte)Next(0, 255);
            }
        }
    }
}
