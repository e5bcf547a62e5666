namespace Pedestal.Ticketing;

/// <summary>The stored state of an enrolment's confirmation.</summary>
static class LinkState
{
    public const int Awaiting = 0;
    public const int Confirmed = 1;
    public const int Refused = 2;
}
