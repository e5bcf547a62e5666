using Pedestal.Vein.Code;
using Pedestal.Vein.Liveness;
using Pedestal.Vein.Outline;
using Pedestal.Vein.Pose;
using Pedestal.Vein.Quality;

namespace Pedestal.Vein
{
    /// <summary>Turns a capture into a template. All buffers are allocated once. Not thread-safe.</summary>
    // hot: runs for every frame.
    public sealed class Extractor
    {
        readonly Silhouette _silhouette = new Silhouette();
        readonly PalmPose _pose = new PalmPose();
        readonly Patch _patch = new Patch();
        readonly AmbientPattern _ambient = new AmbientPattern();
        readonly CellBlur _blur = new CellBlur();
        readonly ValidCells _cells = new ValidCells();
        readonly QualityMeter _meter = new QualityMeter();
        readonly QualityGate _gate;
        readonly QualityGate _regionGate = new QualityGate((LightCalibration)null);
        readonly BankShading _shading = new BankShading();
        readonly DarkLines _darkLines = new DarkLines();
        readonly QualityGate _livenessGate = new QualityGate(
            new IQualityValidator[] { new ShapeValidator(), new VeinsValidator(), new AmbientValidator() });
        readonly ulong[] _response0 = new ulong[LineResponse.PlaneWords];
        readonly ulong[] _response1 = new ulong[LineResponse.PlaneWords];
        readonly ulong[] _response2 = new ulong[LineResponse.PlaneWords];

        /// <summary>An extractor for the pedestal's own camera and light.</summary>
        public Extractor()
            : this(new LightCalibration())
        {
        }

        /// <summary>An extractor for pictures taken under a known light, or under any light for null.</summary>
        public Extractor(LightCalibration light)
        {
            _gate = new QualityGate(light);
            _meter.Quality.Pose = _pose;
        }

        /// <summary>The measurements of the last capture.</summary>
        public CaptureQuality Quality
        {
            get { return _meter.Quality; }
        }

        /// <summary>The pose found by the last extraction.</summary>
        public PalmPose Pose
        {
            get { return _pose; }
        }

        /// <summary>The outline found by the last extraction.</summary>
        public Silhouette Silhouette
        {
            get { return _silhouette; }
        }

        /// <summary>The patch sampled by the last extraction.</summary>
        public Patch Patch
        {
            get { return _patch; }
        }

        /// <summary>
        /// Line response of the last extraction at a cell of the 32 x 32 grid: positive where the first direction of the
        /// plane's pair is the brighter one.
        /// </summary>
        public int ResponseAt(int plane, int x, int y)
        {
            var response = plane == 0 ? _response0 : plane == 1 ? _response1 : _response2;

            // Cell 8 n + k of a row is lane n of word k.
            return (int)(response[8 * y + (x & 7)] >> 16 * (x >> 3) & 0xFFFF) - LineResponse.Bias;
        }

        /// <summary>
        /// Extracts a template from a lit and a dark frame (YUV 4:2:2, 32,768 bytes each) into
        /// <see cref="TemplateFormat.Length"/> bytes. The template is written only if the result is Ok.
        /// </summary>
        public ExtractionStatus Extract(byte[] lit, byte[] dark, byte[] template)
        {
            return Extract(lit, dark, Parameters.UsualLight64, template);
        }

        /// <summary>
        /// The same of frames in which the LEDs' light is given in 64ths of the usual one. Less means the exposure for bright
        /// surroundings: ambient light is then told from the palm place by place.
        /// </summary>
        public ExtractionStatus Extract(byte[] lit, byte[] dark, int light64, byte[] template)
        {
            var status = _silhouette.Measure(lit, dark, light64);
            if (status != ExtractionStatus.Ok)
            {
                return status;
            }

            status = _pose.Locate(lit, dark, _silhouette);
            if (status != ExtractionStatus.Ok)
            {
                return status;
            }

            if (!_patch.Sample(lit, _pose))
            {
                return ExtractionStatus.OffCentre;
            }

            _meter.Quality.Level = _silhouette.Level;
            _meter.Quality.Light64 = light64;
            if (light64 < Parameters.UsualLight64)
            {
                _meter.Quality.Ambient = _ambient.Remove(_patch, dark, _silhouette);
            }
            else
            {
                _meter.Quality.Ambient = _silhouette.Ambient;
                _patch.KeepPalm(_silhouette);
                _ambient.WipeEdges();
            }

            status = EncodePatch(_gate, template);

            // The brightness of half a hand says little.
            return status == ExtractionStatus.NotSkin && _pose.IsCut ? ExtractionStatus.OffCentre : status;
        }

        /// <summary>Rows from the frame's top that <see cref="CheckLiveness"/> needs of the frame under the left bank, 1 to 128.</summary>
        public int LivenessRows
        {
            get { return BankShading.RowsFor(_pose); }
        }

        /// <summary>
        /// Whether the surface of the last successful extraction is a hand, judged by the same lit and dark frames and one under the left
        /// bank of LEDs alone: Ok, or the reason against it.
        /// </summary>
        public ExtractionStatus CheckLiveness(byte[] lit, byte[] left, byte[] dark)
        {
            _meter.Quality.Roundness = _shading.Measure(lit, left, dark, _pose, _silhouette.Threshold);
            _meter.Quality.DarkLines = _darkLines.Measure(_patch.Words, _ambient.Edges);
            _meter.Quality.ShadowedPoints = DarkLines.Points - _darkLines.JudgedPoints;
            var status = _livenessGate.Judge(_meter.Quality);

            // Nor does its form: the guest is asked to show it whole, and not taken for a fake.
            return status != ExtractionStatus.Ok && _pose.IsCut ? ExtractionStatus.OffCentre : status;
        }

        /// <summary>
        /// Makes a template from a palm region that is already upright and aligned: <see cref="Parameters.RegionSide"/> squared
        /// grey levels, row-major, fingers at the top. The pose in the template's header is 0.
        /// </summary>
        public ExtractionStatus EncodeRegion(byte[] region, byte[] template)
        {
            _pose.Clear();
            _meter.Quality.Level = 0;
            _meter.Quality.Light64 = Parameters.UsualLight64;
            _meter.Quality.Ambient = 0;
            _patch.Load(region);
            return EncodePatch(_regionGate, template);
        }

        /// <summary>Wipes all traces of the palm: picture, outline and line responses.</summary>
        public void Wipe()
        {
            _silhouette.Wipe();
            _pose.Wipe();
            _patch.Wipe();
            _ambient.Wipe();
            _blur.Wipe();
            _shading.Wipe();
            _darkLines.Wipe();
            System.Array.Clear(_cells.Rows, 0, _cells.Rows.Length);
            System.Array.Clear(_response0, 0, _response0.Length);
            System.Array.Clear(_response1, 0, _response1.Length);
            System.Array.Clear(_response2, 0, _response2.Length);
        }

        ExtractionStatus EncodePatch(QualityGate gate, byte[] template)
        {
            _cells.Measure(_patch.Cells);
            _meter.MeasureCells(_patch.Words);
            _blur.Smooth(_patch.Words);
            LineResponse.Compute(_patch.Words, _response0, _response1, _response2);
            _meter.MeasureLines(_response0, _response1, _response2);
            _meter.Quality.ValidCells = _cells.Count;
            var status = gate.Judge(_meter.Quality);
            if (status == ExtractionStatus.Ok)
            {
                TemplateEncoder.Encode(_cells, _response0, _response1, _response2, _pose, _meter.Quality.Figure,
                    template);
            }

            return status;
        }
    }
}
