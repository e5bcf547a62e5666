namespace Pedestal.Core.Service
{
    /// <summary>What a command needs before it may do its work; asked again at each of its steps.</summary>
    public enum ServiceNeed
    {
        /// <summary>Nothing: it only shows.</summary>
        None = 0,

        /// <summary>Service mode; on a pedestal whose settings have no code yet, nothing.</summary>
        Change = 1,

        /// <summary>Service mode.</summary>
        Service = 2,

        /// <summary>As <see cref="Change"/>; and nothing where the settings are beyond reading, so that it can be begun anew.</summary>
        Recover = 3,
    }
}
