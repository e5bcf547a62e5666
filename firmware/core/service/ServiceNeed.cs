namespace Pedestal.Core.Service
{
    /// <summary>What a command requires; checked before it starts and again before each of its steps.</summary>
    public enum ServiceNeed
    {
        /// <summary>Nothing, because it only shows something.</summary>
        None = 0,

        /// <summary>Service mode, or nothing on a pedestal whose settings have no code yet.</summary>
        Change = 1,

        /// <summary>Service mode.</summary>
        Service = 2,

        /// <summary>As <see cref="Change"/>, but nothing if the settings cannot be read, so that they can be erased.</summary>
        Recover = 3,
    }
}
