namespace Pedestal.Gm65
{
    /// <summary>What a byte from the reader completed.</summary>
    public enum Gm65Event
    {
        /// <summary>Nothing yet.</summary>
        None = 0,

        /// <summary>A code.</summary>
        Code = 1,

        /// <summary>A code that is too long; it is dropped.</summary>
        TooLong = 2,

        /// <summary>The module's reply to a command.</summary>
        Reply = 3,

        /// <summary>A code that did not arrive intact; it is dropped, and <see cref="Gm65Parser.LastDrop"/> says why.</summary>
        Dropped = 4,
    }
}
