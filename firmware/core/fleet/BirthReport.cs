using Pedestal.Core.Console;
using Pedestal.Core.Settings;
using Pedestal.Core.Text;
using Pedestal.Protocol;

namespace Pedestal.Core.Fleet
{
    /// <summary>What runs here: versions, and a checksum by which pedestals that are set alike are told from others.</summary>
    public sealed class BirthReport
    {
        readonly ConsoleParts _parts;
        readonly JsonText _json = new JsonText(512);

        /// <summary>Reports on these parts.</summary>
        public BirthReport(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <summary>The message.</summary>
        public byte[] Write()
        {
            return _json.Begin(null).Add("firmware", _parts.System.Firmware).Add("platform", _parts.System.Platform)
                .Add("board", _parts.System.Board).Add("protocol", Topic.Root).Add("settingsVersion", SettingsSchema.Version)
                .Add("settingsState", SettingsWords.Of(_parts.Store.State))
                .Add("settingsChecksum", SettingsChecksum.Of(_parts.Store.Values()))
                .Add("mode", SettingsWords.Of(_parts.Settings.Lane.Mode)).Add("commands", _parts.Settings.FleetKey != null)
                .Add("upSeconds", _parts.Clock.NowMicroseconds() / 1000000).End().ToArray();
        }
    }
}
