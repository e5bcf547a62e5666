using Pedestal.Hal;

namespace Pedestal.Core.Console.SelfTest
{
    /// <summary>
    /// Tests that the range finder replies, that its readings vary like a real one's, and that they agree with the camera's
    /// picture under the LEDs.
    /// </summary>
    public sealed class PresenceItem : SelfTestItem
    {
        const int Readings = 16;
        readonly ConsoleParts _parts;
        readonly CameraPictureItem _picture;
        int _readings;
        int _nearest;
        int _farthest;
        int _nothing;

        /// <summary>Tests the range finder of the parts against a picture taken before.</summary>
        public PresenceItem(ConsoleParts parts, CameraPictureItem picture)
        {
            _parts = parts;
            _picture = picture;
        }

        /// <summary>Mean distance, <see cref="Presence.Nothing"/> or <see cref="Presence.Failed"/>.</summary>
        public int Millimetres { get; private set; } = Presence.Failed;

        /// <inheritdoc/>
        public override string Name
        {
            get { return "presence"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get { return "replies; varies; agrees with the camera"; }
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
            Millimetres = Presence.Failed;
            _readings = 0;
            _nothing = 0;
            _nearest = int.MaxValue;
            _farthest = 0;
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            if (_parts.Presence == null)
            {
                return Skip("the range finder has not started yet; see 'status'");
            }

            var distance = _parts.Presence.ReadMillimetres();
            if (distance == Presence.Failed)
            {
                return Fail("no reply", "check the range finder's plug and the I2C wires");
            }

            _nothing += distance < 0 ? 1 : 0;
            if (distance >= 0)
            {
                _nearest = distance < _nearest ? distance : _nearest;
                _farthest = distance > _farthest ? distance : _farthest;
            }

            return ++_readings < Readings ? TestResult.Running : Judge();
        }

        TestResult Judge()
        {
            Millimetres = _nothing > 0 ? Presence.Nothing : (_nearest + _farthest) / 2;
            var isBright = _picture.Reflection >= LightItem.Darkest;
            if (_nothing == Readings)
            {
                return isBright
                    ? Fail("nothing", "the camera sees something near, but the range finder does not: clean its window, or replace it")
                    : Pass("nothing");
            }

            var value = _nearest.ToString() + " to " + _farthest.ToString() + " mm";
            return _nothing == 0 && _nearest == _farthest
                ? Fail(value, "stuck, " + Readings.ToString() + " equal readings: clean its window, or replace it")
                : Pass(value);
        }
    }

    /// <summary>
    /// Tests the LEDs: an object above the pedestal must reflect as much light as their current should produce.
    /// </summary>
    public sealed class LightItem : SelfTestItem
    {
        /// <summary>The least grey level that the LEDs add on a hand.</summary>
        public const int Darkest = 25;

        const int Brightest = 225;
        readonly CameraPictureItem _picture;
        readonly PresenceItem _presence;

        /// <summary>Judges a picture taken before.</summary>
        public LightItem(CameraPictureItem picture, PresenceItem presence)
        {
            _picture = picture;
            _presence = presence;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "led"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get { return Darkest.ToString() + " to " + Brightest.ToString() + " grey levels reflected"; }
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            var level = _picture.Reflection;
            if (level < 0)
            {
                return Skip("needs camera-picture");
            }

            var value = level.ToString() + " grey levels";
            if (level > Brightest)
            {
                return Fail(value, "too bright: the LED current is too high, or something white is close; remove it and test again");
            }

            if (level >= Darkest)
            {
                return Pass(value);
            }

            return _presence.Millimetres >= 0
                ? Fail(value, "the LEDs do not light the object: check their plug, their driver and the one-shot")
                : Skip("hold a hand still at 60 to 130 mm and run 'selftest' again");
        }
    }

    /// <summary>Tests one bank of LEDs: its part in the light that an object above the pedestal reflects.</summary>
    public sealed class BankItem : SelfTestItem
    {
        const int LeastPercent = 25;
        readonly CameraPictureItem _picture;
        readonly bool _isLeft;

        /// <summary>Judges a picture taken before.</summary>
        public BankItem(CameraPictureItem picture, bool isLeft)
        {
            _picture = picture;
            _isLeft = isLeft;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return _isLeft ? "led-left" : "led-right"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get { return "at least " + LeastPercent.ToString() + " % of the light"; }
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            if (_picture.Reflection < LightItem.Darkest)
            {
                return Skip("needs led");
            }

            var left = 100 * _picture.LeftReflection / _picture.Reflection;
            var percent = _isLeft ? left : left > 100 ? 0 : 100 - left;
            var value = percent.ToString() + " %";
            return percent >= LeastPercent ? Pass(value)
                : Fail(value, _isLeft
                    ? "the left bank is dark: check its plug and its driver"
                    : "the right bank is dark, or on with the left one all the time: check its plug, its driver and the wire that enables it");
        }
    }
}
