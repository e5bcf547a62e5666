using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Lane.Requests
{
    /// <summary>A request's purpose, as far as the request's content depends on it.</summary>
    public interface IRequestPurpose
    {
        /// <summary>The purpose of a ticket request.</summary>
        TicketPurpose CodePurpose { get; }

        /// <summary>The terms of the request that is sent next; null if the purpose admits nobody.</summary>
        PassageTerms NextTerms();

        /// <summary>Fills in everything except the template; an unchanged request is one for entry.</summary>
        void Describe(MatchRequest request);

        /// <summary>Does the same for the first palm of this purpose.</summary>
        void DescribeFirst(MatchRequest request);
    }
}
