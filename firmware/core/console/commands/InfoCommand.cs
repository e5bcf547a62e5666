using Pedestal.Core.Settings;
using Pedestal.Protocol;

namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>info</c>: shows names and versions.</summary>
    public sealed class InfoCommand : ConsoleCommand
    {
        readonly ConsoleParts _parts;

        /// <summary>Uses the parts.</summary>
        public InfoCommand(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "info"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "names and versions of this pedestal"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get { return new[] { "info" }; }
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            var settings = _parts.Settings;
            reply.Begin().Add("device", _parts.Device)
                .Add("venue", settings == null || settings.Venue == null ? "" : settings.Venue)
                .Add("mode", settings == null ? "" : SettingsWords.Of(settings.Lane.Mode))
                .Add("firmware", _parts.System.Firmware).Add("platform", _parts.System.Platform)
                .Add("board", _parts.System.Board)
                .Add("protocol", Topic.Root).Add("settingsVersion", SettingsSchema.Version);
            if (_parts.Store != null)
            {
                reply.Add("settingsState", SettingsWords.Of(_parts.Store.State))
                    .Add("settingsChecksum", SettingsChecksum.Of(_parts.Store.Values()));
            }

            reply.End();
            return CommandState.Done;
        }
    }
}
