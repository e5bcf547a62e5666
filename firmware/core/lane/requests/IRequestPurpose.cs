using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Requests
{
    /// <summary>What a request is sent for, as far as its content depends on it.</summary>
    public interface IRequestPurpose
    {
        /// <summary>What a code is shown for.</summary>
        TicketPurpose CodePurpose { get; }

        /// <summary>Fills in what the request is besides its template; untouched it is an entry.</summary>
        void Describe(MatchRequest request);

        /// <summary>The same for the first palm that is shown for this.</summary>
        void DescribeFirst(MatchRequest request);
    }
}
