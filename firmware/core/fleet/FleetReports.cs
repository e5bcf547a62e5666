using Pedestal.Core.Console;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Settings;
using Pedestal.Hal;

namespace Pedestal.Core.Fleet
{
    /// <summary>
    /// Publishes the birth message, retained, at every connect and when new settings are confirmed, and the health message at
    /// every connect and then once a minute while nobody is served. For the lane's thread, between two steps.
    /// </summary>
    public sealed class FleetReports
    {
        /// <summary>Seconds between two health messages.</summary>
        public const int PeriodSeconds = 60;

        readonly ConsoleParts _parts;
        readonly ILink _link;
        readonly BirthReport _birth;
        readonly HealthReport _health;
        SettingsState _told;
        bool _isBorn;
        int _connection;
        long _next;

        /// <summary>Reports on these parts.</summary>
        public FleetReports(ConsoleParts parts, LaneParts lane, RemoteCommands commands)
        {
            _parts = parts;
            _link = lane.Link;
            _birth = new BirthReport(parts);
            _health = new HealthReport(parts, commands);
        }

        /// <summary>Publishes what is due.</summary>
        public void Poll()
        {
            if (!_link.IsConnected())
            {
                _isBorn = false;
                return;
            }

            _isBorn &= _connection == _link.Brokers.Connections;
            if (!_isBorn)
            {
                _next = 0;
            }

            // Settings on trial have been confirmed.
            if (!_isBorn || _parts.Store.State != _told)
            {
                _told = _parts.Store.State;
                _connection = _link.Brokers.Connections;
                _isBorn = _link.Publish(Channel.Birth, _birth.Write(), true);
            }

            var now = _parts.Clock.NowMicroseconds();
            if (now >= _next && _parts.IsLaneFree && _link.Publish(Channel.Health, _health.Write(), false))
            {
                _next = now + PeriodSeconds * 1000000L;
            }
        }
    }
}
