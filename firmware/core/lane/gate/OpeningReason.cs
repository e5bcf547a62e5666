namespace Pedestal.Core.Lane.Gate
{
    /// <summary>Why a gate is opened.</summary>
    public enum OpeningReason
    {
        /// <summary>A palm was admitted.</summary>
        Palm = 0,

        /// <summary>A code was admitted by ticketing.</summary>
        Ticket = 1,

        /// <summary>A code was admitted by the pedestal itself.</summary>
        Offline = 2,

        /// <summary>A guest leaves whom no service could decide about: nobody is locked in.</summary>
        Exit = 3,

        /// <summary>An operator's command.</summary>
        Remote = 4,

        /// <summary>The self test.</summary>
        SelfTest = 5,
    }
}
