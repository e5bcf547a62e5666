namespace Pedestal.Core
{
    /// <summary>What a technician's console acts on.</summary>
    public interface IConsoleTarget
    {
        /// <summary>Health in a few lines; names nobody and holds no secret.</summary>
        string Status();

        /// <summary>The stored settings, empty when there are none; null when they cannot be read.</summary>
        string ReadSettings();

        /// <summary>Stores the settings; null or what went wrong.</summary>
        string WriteSettings(string text);

        /// <summary>Restarts the pedestal; does not return on a device.</summary>
        void Reboot();
    }
}
