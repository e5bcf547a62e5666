using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core.Console.SelfTest
{
    /// <summary>Tests that the camera is the right module.</summary>
    public sealed class CameraIdItem : SelfTestItem
    {
        const string Hexadecimal = "0123456789abcdef";
        readonly ConsoleParts _parts;

        /// <summary>Tests the camera of the parts.</summary>
        public CameraIdItem(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "camera-id"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get { return _parts.CameraService == null ? "" : Hex(_parts.CameraService.ExpectedId); }
        }

        /// <inheritdoc/>
        public override bool NeedsFreeLane
        {
            get { return true; }
        }

        /// <summary>A byte as 0x with two digits.</summary>
        public static string Hex(int value)
        {
            return "0x" + Hexadecimal[value >> 4 & 15].ToString() + Hexadecimal[value & 15].ToString();
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            if (_parts.CameraService == null)
            {
                return Skip("the camera has not started yet; see 'status'");
            }

            var id = _parts.CameraService.ReadId();
            return id == _parts.CameraService.ExpectedId ? Pass(Hex(id))
                : id == 0x00 || id == 0xFF ? Fail(Hex(id), "no reply: check the camera's plug, its 3.3 V and the SPI wires")
                : Fail(Hex(id), "a different module, or one that hangs: switch the pedestal off and on, or fit the 3MP-NoIR module");
        }
    }

    /// <summary>Tests that values written to the camera read back.</summary>
    public sealed class CameraLinkItem : SelfTestItem
    {
        readonly ConsoleParts _parts;

        /// <summary>Tests the camera of the parts.</summary>
        public CameraLinkItem(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "camera-pattern"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get { return PartWords.Of(CameraStatus.Ok); }
        }

        /// <inheritdoc/>
        public override bool NeedsFreeLane
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            if (_parts.CameraService == null)
            {
                return Skip("the camera has not started yet; see 'status'");
            }

            var status = _parts.CameraService.CheckLink();
            return status == CameraStatus.Ok
                ? Pass(PartWords.Of(status))
                : Fail(PartWords.Of(status), "the test pattern does not read back: shorten or replace the camera's cable");
        }
    }

    /// <summary>Takes a picture under both banks of LEDs, a dark one and one under the left bank, which later tests also use.</summary>
    public sealed class CameraPictureItem : SelfTestItem
    {
        const int Margin = PalmFrame.Side / 4;
        readonly ConsoleParts _parts;
        readonly PalmFrame _frame;

        /// <summary>Takes pictures into a frame.</summary>
        public CameraPictureItem(ConsoleParts parts, PalmFrame frame)
        {
            _parts = parts;
            _frame = frame;
        }

        /// <summary>Mean grey level that the LEDs add in the middle of a picture of the usual exposure; -1 without a picture.</summary>
        public int Reflection { get; private set; } = -1;

        /// <summary>What the left bank alone adds there.</summary>
        public int LeftReflection { get; private set; } = -1;

        /// <inheritdoc/>
        public override string Name
        {
            get { return "camera-picture"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get { return PartWords.Of(CameraStatus.Ok); }
        }

        /// <inheritdoc/>
        public override bool NeedsFreeLane
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public override void Begin()
        {
            base.Begin();
            Reflection = -1;
            LeftReflection = -1;
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            if (_parts.Camera == null)
            {
                return Skip("the camera has not started yet; see 'status'");
            }

            var status = _parts.Camera.Capture(_frame, NextPicture.Left);
            if (status == CameraStatus.Ok)
            {
                status = _parts.Camera.CaptureLeft(_frame, PalmFrame.Side, false);
            }

            // A dark bank has a test of its own.
            if (status != CameraStatus.Ok && status != CameraStatus.LeftLedsDark && status != CameraStatus.RightLedsDark)
            {
                return Fail(PartWords.Of(status), "no picture: see camera-id and camera-pattern; if they pass, replace the camera");
            }

            Reflection = Reflected(_frame.Lit);
            LeftReflection = Reflected(_frame.Left);
            System.Array.Clear(_frame.Lit, 0, PalmFrame.Length);
            System.Array.Clear(_frame.Left, 0, PalmFrame.Length);
            System.Array.Clear(_frame.Dark, 0, PalmFrame.Length);
            return Pass(PartWords.Of(CameraStatus.Ok));
        }

        int Reflected(byte[] picture)
        {
            var sum = 0;
            for (var y = Margin; y < PalmFrame.Side - Margin; y++)
            {
                var end = (y * PalmFrame.Side + PalmFrame.Side - Margin) * PalmFrame.BytesPerPixel;
                for (var i = (y * PalmFrame.Side + Margin) * PalmFrame.BytesPerPixel; i < end; i += PalmFrame.BytesPerPixel)
                {
                    sum += picture[i] - _frame.Dark[i];
                }
            }

            const int side = PalmFrame.Side - 2 * Margin;
            return sum < 0 ? 0 : sum / (side * side) * Parameters.UsualLight64 / _frame.Light64;
        }
    }
}
