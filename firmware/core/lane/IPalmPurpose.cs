using Pedestal.Vein;

namespace Pedestal.Core
{
    /// <summary>What a palm is shown for.</summary>
    public interface IPalmPurpose
    {
        /// <summary>Fills in what the request is besides the template; untouched it is an entry.</summary>
        void Describe(MatchRequest request);
    }
}
