using Pedestal.Hal;
using Pedestal.Vein;
using Pedestal.Vein.Code;

namespace Pedestal.Core.Console
{
    /// <summary>
    /// A frame and the stages of its extraction, as bytes, one stage at a time. There are as many stages as the extraction
    /// reached.
    /// </summary>
    public sealed class CaptureStages
    {
        const int Frames = 3;
        const int Outline = 3;
        const int Region = 4;
        const int FirstResponse = 5;
        const int Template = 8;
        const int RowsPerStep = 16;
        static readonly string[] StageNames =
        {
            "lit", "dark", "difference", "outline", "region", "response-0", "response-1", "response-2", "template",
        };

        readonly PalmFrame _frame;
        readonly byte[] _template = new byte[TemplateFormat.Length];
        Extractor _extractor;
        int _stage;
        int _row;

        /// <summary>Stages of a frame.</summary>
        public CaptureStages(PalmFrame frame)
        {
            _frame = frame;
        }

        /// <summary>The bytes of the selected stage, row by row; bytes beyond the length are old.</summary>
        public readonly byte[] Data = new byte[PalmFrame.Side * PalmFrame.Side];

        /// <summary>The result of the extraction.</summary>
        public ExtractionStatus Status { get; private set; }

        /// <summary>The number of stages.</summary>
        public int Count { get; private set; }

        /// <summary>Pixels per row of the selected stage.</summary>
        public int Width { get; private set; }

        /// <summary>Rows of the selected stage.</summary>
        public int Height { get; private set; }

        /// <summary>Bytes of the selected stage: one per pixel, or two, low byte first, for the signed responses.</summary>
        public int Length { get; private set; }

        /// <summary>Name of the selected stage.</summary>
        public string Name
        {
            get { return StageNames[_stage]; }
        }

        /// <summary>Whether the extraction found a palm.</summary>
        public bool HasPose
        {
            get { return Count > Region; }
        }

        /// <summary>Whether all bytes of the selected stage are filled in.</summary>
        public bool IsFilled
        {
            get { return _row == Height; }
        }

        /// <summary>Extracts the frame; without an extractor only its pictures are available.</summary>
        public void Extract(Extractor extractor)
        {
            _extractor = extractor;
            Status = extractor == null
                ? ExtractionStatus.NoHand
                : extractor.Extract(_frame.Lit, _frame.Dark, _frame.Light64, _template);
            Count = Reached(Status);
        }

        /// <summary>Selects a stage, whose bytes must then be filled.</summary>
        public void Select(int stage)
        {
            _stage = stage;
            _row = 0;
            Width = stage < Frames ? PalmFrame.Side
                : stage == Template ? TemplateFormat.Length
                : TemplateFormat.GridSide;
            Height = stage == Template ? 1 : Width;
            Length = Width * Height * (stage >= FirstResponse && stage < Template ? 2 : 1);
        }

        /// <summary>Fills a few rows.</summary>
        public void Fill()
        {
            for (var i = 0; i < RowsPerStep && _row < Height; i++)
            {
                for (var x = 0; x < Width; x++)
                {
                    Put(x, _row);
                }

                _row++;
            }
        }

        /// <summary>Wipes the frame, the template, the bytes and the extractor's buffers.</summary>
        public void Clear()
        {
            System.Array.Clear(_frame.Lit, 0, PalmFrame.Length);
            System.Array.Clear(_frame.Left, 0, PalmFrame.Length);
            System.Array.Clear(_frame.Dark, 0, PalmFrame.Length);
            System.Array.Clear(_template, 0, _template.Length);
            System.Array.Clear(Data, 0, Data.Length);
            _extractor?.Wipe();
        }

        void Put(int x, int y)
        {
            var i = y * Width + x;
            var pixel = PalmFrame.BytesPerPixel * i;
            switch (_stage)
            {
                case 0: Data[i] = _frame.Lit[pixel]; break;
                case 1: Data[i] = _frame.Dark[pixel]; break;
                case 2:
                    var level = _frame.Lit[pixel] - _frame.Dark[pixel];
                    Data[i] = level < 0 ? (byte)0 : (byte)level;
                    break;
                case Outline: Data[i] = (_extractor.Silhouette.Rows[y] >> x & 1) != 0 ? (byte)255 : (byte)0; break;
                case Region: Data[i] = (byte)(Cell(x, y) >> 6); break;
                case Template: Data[i] = _template[x]; break;
                default:
                    var response = _extractor.ResponseAt(_stage - FirstResponse, x, y);
                    Data[2 * i] = (byte)response;
                    Data[2 * i + 1] = (byte)(response >> 8);
                    break;
            }
        }

        /// <summary>A smoothed cell of the template's grid, 0 to 16,320; see <see cref="Patch"/> for its position.</summary>
        int Cell(int x, int y)
        {
            const int margin = (Parameters.PatchSide - TemplateFormat.GridSide) / 2;
            var word = (y + margin) * Parameters.PatchStride + margin + x % Parameters.StripWidth;
            return (int)(_extractor.Patch.Words[word] >> 16 * (x / Parameters.StripWidth) & 0xFFFF);
        }

        static int Reached(ExtractionStatus status)
        {
            switch (status)
            {
                case ExtractionStatus.Ok: return Template + 1;
                case ExtractionStatus.TooFewCells:
                case ExtractionStatus.LowContrast:
                case ExtractionStatus.Blurred:
                case ExtractionStatus.Tilted:
                case ExtractionStatus.NotSkin:
                case ExtractionStatus.FlatSurface:
                case ExtractionStatus.NoVeins: return Template;
                case ExtractionStatus.NoHand:
                case ExtractionStatus.TooDark:
                case ExtractionStatus.TooBrightHere:
                case ExtractionStatus.TooBright: return Frames;
                default: return Outline + 1;
            }
        }
    }
}
