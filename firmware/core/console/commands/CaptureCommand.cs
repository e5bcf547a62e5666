using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Log;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>capture</c>: one capture as the firmware sees it, every stage as text-framed binary.</summary>
    public sealed class CaptureCommand : ConsoleCommand
    {
        const int ChecksumPerStep = 4096;
        const long PatienceMicroseconds = 10000000;
        readonly ConsoleParts _parts;
        readonly PalmFrame _frame;
        readonly CaptureStages _stages;
        readonly BinaryLines _lines = new BinaryLines();
        bool _captured;
        bool _began;
        int _stage;
        int _summed;
        uint _checksum;
        long _until;

        /// <summary>Uses the parts and a frame.</summary>
        public CaptureCommand(ConsoleParts parts, PalmFrame frame)
        {
            _parts = parts;
            _frame = frame;
            _stages = new CaptureStages(frame);
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "capture"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "captures a frame and sends it with every stage of the extraction"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get
            {
                return new[]
                {
                    "capture      each stage: #begin NAME WIDTH HEIGHT BYTES CRC32, Base64 lines of 76 characters, #end NAME",
                };
            }
        }

        /// <inheritdoc/>
        public override ServiceNeed Need(ConsoleArguments arguments)
        {
            return ServiceNeed.Service;
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            if (_parts.Camera == null)
            {
                reply.Fail("the camera has not started yet; see 'status'");
                return CommandState.Done;
            }

            _captured = false;
            _until = _parts.Clock.NowMicroseconds() + PatienceMicroseconds;
            return CommandState.More;
        }

        /// <inheritdoc/>
        public override CommandState Step(ConsoleReply reply)
        {
            if (!_captured)
            {
                return Capture(reply);
            }

            if (!_stages.IsFilled)
            {
                _stages.Fill();
                return CommandState.More;
            }

            if (_summed < _stages.Length)
            {
                var part = _stages.Length - _summed < ChecksumPerStep ? _stages.Length - _summed : ChecksumPerStep;
                _checksum = Crc32.Add(_checksum, _stages.Data, _summed, part);
                _summed += part;
                return CommandState.More;
            }

            return Send(reply);
        }

        /// <inheritdoc/>
        public override void Cancel()
        {
            _stages.Clear();
        }

        CommandState Capture(ConsoleReply reply)
        {
            if (!_parts.IsLaneFree)
            {
                if (_parts.Clock.NowMicroseconds() < _until)
                {
                    return CommandState.More;
                }

                reply.Fail("a guest is being served; try again");
                return CommandState.Done;
            }

            var status = _parts.Camera.Capture(_frame, NextPicture.Left);
            if (status == CameraStatus.Ok)
            {
                status = _parts.Camera.CaptureLeft(_frame, PalmFrame.Side, false);
            }

            if (status != CameraStatus.Ok)
            {
                Cancel();
                reply.Fail("the camera failed: " + PartWords.Of(status) + "; 'selftest' says more");
                return CommandState.Done;
            }

            _parts.Log.Write(LogLevel.Warning, "service", "capture");
            _captured = true;
            _stages.Extract(_parts.Extractor);
            Describe(reply);
            Next(0);
            return CommandState.More;
        }

        void Describe(ConsoleReply reply)
        {
            reply.Begin().Add("extraction", LaneWords.Of(_stages.Status)).Add("stages", _stages.Count);
            if (_stages.HasPose)
            {
                var pose = _parts.Extractor.Pose;
                reply.Add("centreX256", pose.CentreX).Add("centreY256", pose.CentreY).Add("axisX1024", pose.AxisX)
                    .Add("axisY1024", pose.AxisY).Add("breadth256", pose.Breadth)
                    .Add("level", _parts.Extractor.Quality.Level).Add("validCells", _parts.Extractor.Quality.ValidCells);
            }

            if (_stages.Status == ExtractionStatus.Ok)
            {
                _parts.Extractor.CheckLiveness(_frame.Lit, _frame.Left, _frame.Dark);
                reply.Add("liveness", _parts.Extractor.Quality.Liveness).Add("roundness", _parts.Extractor.Quality.Roundness)
                    .Add("darkLines", _parts.Extractor.Quality.DarkLines);
            }

            reply.End();
        }

        CommandState Send(ConsoleReply reply)
        {
            if (!_began)
            {
                _began = true;
                _lines.Begin(reply, _stages.Name, _stages.Data, _stages.Width, _stages.Height, _stages.Length, _checksum);
                return CommandState.More;
            }

            if (!_lines.Send(reply))
            {
                return CommandState.More;
            }

            if (_stage + 1 < _stages.Count)
            {
                Next(_stage + 1);
                return CommandState.More;
            }

            _stages.Clear();
            return CommandState.Done;
        }

        void Next(int stage)
        {
            _stage = stage;
            _stages.Select(stage);
            _began = false;
            _summed = 0;
            _checksum = 0;
        }
    }
}
