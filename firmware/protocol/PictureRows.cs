using Pedestal.Hal;

namespace Pedestal.Protocol
{
    /// <summary>Which picture of a capture.</summary>
    public enum CapturedPicture : byte
    {
        /// <summary>Under both banks of LEDs.</summary>
        Both = 0,

        /// <summary>Under the left bank.</summary>
        Left = 1,

        /// <summary>With the LEDs off.</summary>
        Dark = 2,
    }

    /// <summary>
    /// Body of the messages in which a capture leaves a pedestal in capture mode: the grey values of eight rows of one of its three
    /// pictures. A capture is <see cref="PerCapture"/> of them, in order.
    /// </summary>
    public sealed class PictureRows
    {
        /// <summary>Rows in a body.</summary>
        public const int Rows = 8;

        /// <summary>Length of a body.</summary>
        public const int Length = Header + Rows * PalmFrame.Side;

        /// <summary>Pictures of a capture.</summary>
        public const int Pictures = 3;

        /// <summary>Bodies of a picture.</summary>
        public const int PerPicture = PalmFrame.Side / Rows;

        /// <summary>Bodies of a capture.</summary>
        public const int PerCapture = Pictures * PerPicture;

        /// <summary>The LEDs' usual light in 64ths, which is also the most.</summary>
        public const int UsualLight64 = 64;

        const int Header = 4;

        /// <summary>The picture.</summary>
        public CapturedPicture Picture { get; private set; }

        /// <summary>The LEDs' light in the capture, 64ths of the usual one, 1 to 64.</summary>
        public int Light64 { get; private set; }

        /// <summary>The first of the rows, counted from the top.</summary>
        public int FirstRow { get; private set; }

        /// <summary>Writes one of the bodies of a capture, counted from 0.</summary>
        /// <param name="frame">The capture.</param>
        /// <param name="index">Which of them, less than <see cref="PerCapture"/>.</param>
        /// <param name="body">Receives it, <see cref="Length"/> bytes.</param>
        public static void Write(PalmFrame frame, int index, byte[] body)
        {
            var picture = (CapturedPicture)(index / PerPicture);
            var row = index % PerPicture * Rows;
            body[0] = (byte)picture;
            body[1] = (byte)frame.Light64;
            body[2] = (byte)row;
            body[3] = Rows;
            var pixels = picture == CapturedPicture.Both ? frame.Lit : picture == CapturedPicture.Left ? frame.Left : frame.Dark;
            var pixel = PalmFrame.BytesPerPixel * PalmFrame.Side * row;
            for (var i = Header; i < Length; i++)
            {
                body[i] = pixels[pixel];
                pixel += PalmFrame.BytesPerPixel;
            }
        }

        /// <summary>Reads the header of a body; false if it is none.</summary>
        public bool Read(byte[] body)
        {
            if (body.Length != Length || body[0] >= Pictures || body[1] == 0 || body[1] > UsualLight64
                || body[2] % Rows != 0 || body[2] >= PalmFrame.Side || body[3] != Rows)
            {
                return false;
            }

            Picture = (CapturedPicture)body[0];
            Light64 = body[1];
            FirstRow = body[2];
            return true;
        }

        /// <summary>Copies the grey values of a body that was read into a picture of 128 x 128 of them.</summary>
        public void CopyTo(byte[] picture, byte[] body)
        {
            System.Array.Copy(body, Header, picture, FirstRow * PalmFrame.Side, Rows * PalmFrame.Side);
        }
    }
}
