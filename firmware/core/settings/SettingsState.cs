namespace Pedestal.Core.Settings
{
    /// <summary>The origin of the settings in force.</summary>
    public enum SettingsState
    {
        /// <summary>The stored settings.</summary>
        Current = 0,

        /// <summary>Nothing is stored: a new pedestal, or one that was reset to factory state.</summary>
        NoneStored = 1,

        /// <summary>The stored settings, which are replaced by the previous ones unless they are confirmed.</summary>
        OnTrial = 2,

        /// <summary>The previous settings: those on trial were not confirmed.</summary>
        RolledBack = 3,

        /// <summary>The previous settings: the current ones are damaged.</summary>
        Previous = 4,

        /// <summary>Defaults: every stored copy is damaged.</summary>
        Damaged = 5,

        /// <summary>Defaults: the stored settings have a newer version and are not touched.</summary>
        TooNew = 6,

        /// <summary>Defaults: the storage does not work.</summary>
        StorageFailed = 7,
    }

    /// <summary>The result of changing the stored settings.</summary>
    public enum SettingsResult
    {
        /// <summary>Success.</summary>
        Done = 0,

        /// <summary>There is no setting with this name.</summary>
        UnknownName = 1,

        /// <summary>The value is not valid for this setting.</summary>
        BadValue = 2,

        /// <summary>A pedestal could not serve with these settings.</summary>
        Incomplete = 3,

        /// <summary>Nothing has been changed, or there is nothing to return to.</summary>
        NothingToDo = 4,

        /// <summary>The stored settings have a newer version and are not touched.</summary>
        TooNew = 5,

        /// <summary>The storage refused; the former settings stay in force.</summary>
        StorageFailed = 6,
    }
}
