namespace Pedestal.Ticketing;

/// <summary>What the account says to an enrolment, as the database has it.</summary>
static class LinkState
{
    public const int Awaiting = 0;
    public const int Confirmed = 1;
    public const int Refused = 2;
}
