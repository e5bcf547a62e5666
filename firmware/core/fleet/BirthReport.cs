using System.Collections;
using System.Text;
using Pedestal.Core.Console;
using Pedestal.Core.Settings;
using Pedestal.Protocol;
using nanoFramework.Json;

namespace Pedestal.Core.Fleet
{
    /// <summary>
    /// The birth message: versions, and a checksum that shows which pedestals have the same settings. It is written once per
    /// connection and contains only the firmware's own names and numbers, so nanoFramework.Json can write it, in the order of the
    /// names' hashes.
    /// </summary>
    public sealed class BirthReport
    {
        readonly ConsoleParts _parts;

        /// <summary>Reports on these parts.</summary>
        public BirthReport(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <summary>Writes the message.</summary>
        public byte[] Write()
        {
            var birth = new Hashtable(16);
            birth.Add("firmware", _parts.System.Firmware);
            birth.Add("platform", _parts.System.Platform);
            birth.Add("board", _parts.System.Board);
            birth.Add("protocol", Topic.Root);
            birth.Add("settingsVersion", SettingsSchema.Version);
            birth.Add("settingsState", SettingsWords.Of(_parts.Store.State));
            birth.Add("settingsChecksum", SettingsChecksum.Of(_parts.Store.Values()));
            birth.Add("mode", SettingsWords.Of(_parts.Settings.Lane.Mode));
            birth.Add("commands", _parts.Settings.FleetKey != null);
            birth.Add("upSeconds", (int)(_parts.Clock.NowMicroseconds() / 1000000));
            return Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(birth));
        }
    }
}
