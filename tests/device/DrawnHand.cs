using Pedestal.Vein;

namespace Pedestal.Device.Tests
{
    /// <summary>
    /// Draws the two frames of a capture with integers only: a palm with four fingers, wrist and veins, brighter in the middle,
    /// under noise. Hand coordinates have 8 fractional bits: u across the palm, v from its centre to the fingers.
    /// </summary>
    sealed class DrawnHand
    {
        internal int CentreX = 64;
        internal int CentreY = 70;

        // Direction to the fingers, 10 fractional bits.
        internal int AxisX;
        internal int AxisY = -1024;

        // Hand units per pixel; fewer than 256 make a larger hand.
        internal int UnitsPerPixel = 256;
        internal int Brightness = 190;
        internal int Ambient = 4;

        const int HalfBreadth = 36 << 8;
        const int HalfWrist = 25 << 8;
        const int FingerRoots = 40 << 8;
        const int FingerPitch = 18 << 8;
        const int FingerGap = 4 << 8;
        const int VeinReach = 5 << 7;
        const int VeinCount = 9;
        static readonly int[] FingerTips = { 64 << 8, 76 << 8, 80 << 8, 72 << 8 };
        readonly int[] _veinStart = new int[VeinCount];
        readonly int[] _veinEnd = new int[VeinCount];
        readonly int[] _veinPlace = new int[VeinCount];
        readonly int[] _veinSlope = new int[VeinCount];
        readonly int[] _veinDepth = new int[VeinCount];
        readonly uint _seed;

        /// <summary>A hand whose veins depend on the seed.</summary>
        internal DrawnHand(uint seed)
        {
            _seed = seed;
            var random = new Lcg(seed);
            for (var i = 0; i < VeinCount; i++)
            {
                _veinStart[i] = random.Next(-36, 4) << 8;
                _veinEnd[i] = _veinStart[i] + (random.Next(20, 44) << 8);
                _veinPlace[i] = random.Next(-30, 30) << 8;
                _veinSlope[i] = random.Next(-300, 300);
                _veinDepth[i] = random.Next(50, 80);
            }
        }

        /// <summary>Frames as the camera delivers them: YUV 4:2:2, grey values at the even bytes.</summary>
        internal void Draw(byte[] lit, byte[] dark)
        {
            const int side = Parameters.FrameSide;
            var noise = _seed;
            var stepU = -AxisY * UnitsPerPixel >> 10;
            var stepV = AxisX * UnitsPerPixel >> 10;
            var i = 0;
            for (var y = 0; y < side; y++)
            {
                var u = (AxisX * (y - CentreY) + AxisY * CentreX) * UnitsPerPixel >> 10;
                var v = (AxisY * (y - CentreY) - AxisX * CentreX) * UnitsPerPixel >> 10;
                for (var x = 0; x < side; x++)
                {
                    noise = noise * Lcg.Factor + Lcg.Summand;
                    var level = Ambient + Level(u, v) + (int)(noise >> 29);
                    lit[i] = (byte)(level > 255 ? 255 : level);
                    dark[i] = (byte)(Ambient + (noise >> 26 & 3));
                    lit[i + 1] = 128;
                    dark[i + 1] = 128;
                    i += 2;
                    u += stepU;
                    v += stepV;
                }
            }
        }

        int Level(int u, int v)
        {
            if (!IsHand(u, v))
            {
                return 0;
            }

            var level = Brightness - ((u >> 8) * (u >> 8) + (v >> 8) * (v >> 8) >> 7);
            for (var i = 0; i < VeinCount; i++)
            {
                var along = v - _veinStart[i];
                if (along >= 0 && v <= _veinEnd[i])
                {
                    var across = u - _veinPlace[i] - (along * _veinSlope[i] >> 8);
                    across = across < 0 ? -across : across;
                    level -= across < VeinReach ? (VeinReach - across) * _veinDepth[i] >> 10 : 0;
                }
            }

            return level < 0 ? 0 : level;
        }

        static bool IsHand(int u, int v)
        {
            var side = u < 0 ? -u : u;
            if (v < 0)
            {
                // Squares in sixteenths of a pixel stay within 32 bits.
                return side < HalfWrist
                    || side < HalfBreadth && v > -HalfBreadth
                        && (u >> 4) * (u >> 4) + (v >> 4) * (v >> 4) < (HalfBreadth >> 4) * (HalfBreadth >> 4);
            }

            if (side >= HalfBreadth)
            {
                return false;
            }

            var finger = (u + HalfBreadth) / FingerPitch;
            return v < FingerRoots
                || v < FingerTips[finger] && u + HalfBreadth - finger * FingerPitch >= FingerGap;
        }
    }
}
