namespace Pedestal.Core.Settings
{
    /// <summary>Where the settings in force came from.</summary>
    public enum SettingsState
    {
        /// <summary>The stored settings.</summary>
        Current = 0,

        /// <summary>Nothing is stored: a new pedestal, or one reset to factory state.</summary>
        NoneStored = 1,

        /// <summary>The stored settings, which go back to the previous ones unless they are confirmed.</summary>
        OnTrial = 2,

        /// <summary>The previous settings: those on trial were not confirmed.</summary>
        RolledBack = 3,

        /// <summary>The previous settings: the current ones are damaged.</summary>
        Previous = 4,

        /// <summary>Defaults: every stored copy is damaged.</summary>
        Damaged = 5,

        /// <summary>Defaults: the stored settings are of a newer version, and are left alone.</summary>
        TooNew = 6,

        /// <summary>Defaults: the storage does not work.</summary>
        StorageFailed = 7,
    }

    /// <summary>How a change of the stored settings ended.</summary>
    public enum SettingsResult
    {
        /// <summary>It was done.</summary>
        Done = 0,

        /// <summary>There is no setting of this name.</summary>
        UnknownName = 1,

        /// <summary>The value is not one of this setting.</summary>
        BadValue = 2,

        /// <summary>A pedestal could not serve with these settings.</summary>
        Incomplete = 3,

        /// <summary>Nothing has been changed, or there is nothing to go back to.</summary>
        NothingToDo = 4,

        /// <summary>The stored settings are of a newer version and are left alone.</summary>
        TooNew = 5,

        /// <summary>The storage refused; what was stored before stays in force.</summary>
        StorageFailed = 6,
    }
}
