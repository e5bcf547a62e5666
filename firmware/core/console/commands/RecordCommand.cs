using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Log;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Console.Commands
{
    /// <summary>
    /// <c>record</c>: one capture for an evaluation, in capture mode only, sealed under the evaluation's key before it leaves the
    /// pedestal. The console carries it, so that it needs somebody who stands here, and never passes the venue's network.
    /// </summary>
    public sealed class RecordCommand : ConsoleCommand
    {
        const int SessionLength = 8;
        const long PatienceMicroseconds = 60000000;
        readonly ConsoleParts _parts;
        readonly FrameRecorder _recorder;
        readonly byte[] _body = new byte[PictureRows.Length];
        readonly BinaryLines _lines = new BinaryLines();
        readonly byte[] _random = new byte[SessionLength];
        Envelope _envelope;
        byte[] _sealed;
        int _next;
        long _until;

        /// <summary>Uses the parts and their recorder.</summary>
        public RecordCommand(ConsoleParts parts)
        {
            _parts = parts;
            _recorder = parts.Recorder;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "record"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "capture mode: one capture, sealed for the evaluation"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get
            {
                return new[]
                {
                    "record SESSION    waits for a palm and sends its pictures, sealed in the session of 16 hexadecimal digits;",
                    "                  tools/lab/capture runs it for each presentation of a person who has agreed",
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
            var session = SettingValues.Hexadecimal(arguments.Word(1), SessionLength);
            if (session == null || arguments.Count != 2)
            {
                reply.Fail("usage: record SESSION, 16 hexadecimal digits");
            }
            else if (!_parts.IsCaptureMode)
            {
                reply.Fail("this pedestal stores no pictures; 'config set mode capture' lets it");
            }
            else if (_parts.Settings.Lane.CaptureKey == null)
            {
                reply.Fail("there is no key to seal the pictures; set " + SettingNames.CaptureKey);
            }
            else
            {
                Open(Bytes.GetUInt64(session, 0));
                return CommandState.More;
            }

            return CommandState.Done;
        }

        /// <inheritdoc/>
        public override CommandState Step(ConsoleReply reply)
        {
            if (!_recorder.IsTaken)
            {
                return Wait(reply);
            }

            if (_recorder.Camera != CameraStatus.Ok)
            {
                reply.Fail("the camera failed: " + PartWords.Of(_recorder.Camera) + "; 'selftest' says more");
                return Close();
            }

            return Send(reply);
        }

        /// <inheritdoc/>
        public override void Cancel()
        {
            Close();
        }

        void Open(ulong session)
        {
            _parts.Cipher.FillRandom(_random);
            _envelope = new Envelope(_parts.Cipher)
            {
                Type = MessageType.PictureRows, RequestId = Bytes.GetUInt64(_random, 0), Session = session,
            };
            _sealed = null;
            _next = 0;
            _recorder.Want();
            _until = _parts.Clock.NowMicroseconds() + PatienceMicroseconds;
        }

        CommandState Wait(ConsoleReply reply)
        {
            if (_parts.Clock.NowMicroseconds() < _until)
            {
                return CommandState.More;
            }

            reply.Fail("no palm was shown within a minute");
            return Close();
        }

        /// <summary>Seals the next part, or sends a few lines of the present one.</summary>
        CommandState Send(ConsoleReply reply)
        {
            if (_sealed == null)
            {
                SealNext(reply);
                return CommandState.More;
            }

            if (!_lines.Send(reply))
            {
                return CommandState.More;
            }

            _sealed = null;
            return _next < PictureRows.PerCapture ? CommandState.More : Close();
        }

        void SealNext(ConsoleReply reply)
        {
            if (_next == 0)
            {
                _parts.Log.Write(LogLevel.Warning, "service", "pictures leave sealed for an evaluation", _envelope.RequestId);
            }

            PictureRows.Write(_recorder.Frame, _next, _body);
            _next++;
            _envelope.Sequence = (uint)_next;
            _sealed = _envelope.Seal(_parts.Settings.Lane.CaptureKey, _body);
            _lines.Begin(reply, "sealed", _sealed, _sealed.Length, 1, _sealed.Length, Crc32.Of(_sealed, 0, _sealed.Length));
        }

        CommandState Close()
        {
            _recorder.Forget();
            System.Array.Clear(_body, 0, _body.Length);
            _sealed = null;
            return CommandState.Done;
        }
    }
}
