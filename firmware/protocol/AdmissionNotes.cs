namespace Pedestal.Protocol
{
    /// <summary>What the reply to a request for admission says beside its decision, one byte; zero unless it is admitted or too late.</summary>
    public static class AdmissionNotes
    {
        /// <summary>The highest number of companions that a reply can carry; more are reported as this.</summary>
        public const int MostCompanions = 63;

        /// <summary>Notes of "too late" when no service has begun to decide: nobody was admitted, and there is nothing to undo.</summary>
        public const byte NotBegun = 1;

        const byte Same = 0x40;
        const byte Attention = 0x80;

        /// <summary>Notes of an admission.</summary>
        /// <param name="companions">The tickets of the account that the same palm could still admit here; 63 for more.</param>
        /// <param name="isSame">Whether it is an earlier admission whose guest has not passed yet, not another one.</param>
        /// <param name="needsAttention">Whether a steward should look at the guest.</param>
        public static byte Of(int companions, bool isSame, bool needsAttention)
        {
            return (byte)((companions > MostCompanions ? MostCompanions : companions) | (isSame ? Same : 0)
                | (needsAttention ? Attention : 0));
        }

        /// <summary>The tickets of the account that the same palm could still admit here, 0 to 63.</summary>
        public static int CompanionsOf(byte notes)
        {
            return notes & MostCompanions;
        }

        /// <summary>Whether it is an earlier admission whose guest has not passed yet, not another one.</summary>
        public static bool IsSame(byte notes)
        {
            return (notes & Same) != 0;
        }

        /// <summary>Whether a steward should look at the guest.</summary>
        public static bool NeedsAttention(byte notes)
        {
            return (notes & Attention) != 0;
        }
    }
}
