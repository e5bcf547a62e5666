using Microsoft.Extensions.Logging;
using Pedestal.Identity;
using Pedestal.Matching;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Matcher;

/// <summary>Passes an authentic match request to the desk that handles it, and logs the decision.</summary>
sealed class MatchHandler(KeyRing keys, EntryDesk entry, EnrolmentDesk enrolment, PedestalDeletion deletion, AttemptLimit attempts,
    ProbeMemory probes, RecentEnrolments recent, MatcherMetrics metrics, ILogger logger)
{
    /// <summary>Returns the body of the reply to a request.</summary>
    public async Task<byte[]> HandleAsync(SealedRequest request, CancellationToken cancellation)
    {
        metrics.Took(MatcherMetrics.Stage.Opened, request.Elapsed);
        var asked = new MatchRequest();
        if (!asked.Read(request.Body))
        {
            logger.LogWarning("{Device} sent a match request of {Bytes} bytes that this version cannot read",
                request.Device, request.Body.Length);
            return Reply(Decision.Refused);
        }

        var terms = asked.Purpose == MatchPurpose.Enter ? PassageTerms.Read(asked.Link, 0) : null;
        if (Screen(request, asked, terms) is { } refusal)
        {
            metrics.Decided(asked.Purpose, refusal);
            return Write(new MatchReply { Decision = refusal });
        }

        var from = new PedestalRequest(
            request.Device, keys.Venue, keys.EntranceOf(request.Device), request.RequestId, request.Remaining);
        var reply = await (asked.Purpose switch
        {
            MatchPurpose.Enter => entry.EnterAsync(from, terms!, asked.Template, cancellation),
            MatchPurpose.Enrol => enrolment.KeepSampleAsync(from, asked, cancellation),
            MatchPurpose.OpenEnrolment => enrolment.OpenAsync(from, asked, cancellation),
            _ => deletion.CaptureAsync(from, asked, cancellation),
        });
        if (asked.Purpose == MatchPurpose.Enrol)
        {
            recent.Note(keys.Venue, request.Device, reply.Decision);
        }

        if (!IsWithoutPalm(asked))
        {
            attempts.Note(request.Device, reply.Decision);
        }

        Note(asked.Purpose, reply);
        if (asked.Purpose == MatchPurpose.Enrol && reply.Decision == Decision.ConsentAwaited)
        {
            logger.LogWarning("{Device} captured a palm before its guest had agreed at the screen; it is neither kept nor searched. "
                + "Update its firmware, which asks first, unless the matcher was given the screen only now", request.Device);
        }

        // A pedestal that waits for an agreement asks twice a second.
        logger.Log(reply.Decision == Decision.ConsentAwaited ? LogLevel.Debug : LogLevel.Information,
            "{Purpose} at {Device}: {Decision} after {Total:0.0} ms (search {Search:0.0}, ticketing {Ticketing:0.0})",
            asked.Purpose, request.Device, reply.Decision, request.Elapsed.TotalMilliseconds,
            reply.MatchMicroseconds / 1000.0, reply.TicketMicroseconds / 1000.0);
        return Write(reply);
    }

    /// <summary>The body of a reply to a request that was not read; it carries only a decision.</summary>
    public byte[] Reply(Decision decision, byte notes = 0)
    {
        metrics.Decided(null, decision);
        return Write(new MatchReply { Decision = decision, Notes = notes });
    }

    // Refuses requests before any search; null if the request may proceed. The limits come first, because they also bound the
    // log lines of the other checks.
    Decision? Screen(SealedRequest request, MatchRequest asked, PassageTerms? terms)
    {
        if (!IsWithoutPalm(asked) && attempts.Begin(request.Device) is { } limit)
        {
            metrics.Refused(limit);
            return Decision.Unavailable;
        }

        var roles = keys.RolesOf(request.Device);
        if (!roles.HasFlag(RoleOf(asked.Purpose, terms)))
        {
            metrics.Refused(AttemptRefusal.Role);
            logger.LogWarning("{Device} may not {Purpose}: its keys are for {Roles}. \"provision\" sets roles",
                request.Device, asked.Purpose, roles.Text());
            return Decision.WrongRole;
        }

        if (asked.Purpose == MatchPurpose.Enter && terms is null)
        {
            return Decision.Refused;
        }

        if (IsWithoutPalm(asked))
        {
            return null;
        }

        // The self test's empty template is not an attempt.
        if (VeinTemplate.TryParse(asked.Template, out var template) != TemplateStatus.Ok)
        {
            return Decision.Refused;
        }

        if (probes.IsNew(template!, $"{keys.Venue}/{request.Device}", request.RequestId))
        {
            return null;
        }

        metrics.Refused(AttemptRefusal.Repeated);
        attempts.Note(request.Device, Decision.Refused);
        logger.LogWarning("{Device} sent a probe that equals an earlier one bit by bit, which no two captures do: it was recorded",
            request.Device);
        return Decision.Refused;
    }

    // An enrolment's opening, and its end when the guest shows no other palm, come without a palm: no probe, and no attempt at anybody's.
    static bool IsWithoutPalm(MatchRequest asked) => asked.Purpose == MatchPurpose.OpenEnrolment || asked.IsEndOfEnrolment;

    static DeviceRoles RoleOf(MatchPurpose purpose, PassageTerms? terms) => purpose switch
    {
        MatchPurpose.Enter when terms?.Direction == Direction.Out => DeviceRoles.Exit,
        MatchPurpose.Enter => DeviceRoles.Entry,
        MatchPurpose.Enrol or MatchPurpose.OpenEnrolment => DeviceRoles.Enrolment,
        _ => DeviceRoles.Deletion,
    };

    void Note(MatchPurpose purpose, MatchReply reply)
    {
        metrics.Decided(purpose, reply.Decision);

        // Zero: the decision was made without this stage.
        if (reply.MatchMicroseconds > 0)
        {
            metrics.Took(MatcherMetrics.Stage.Search, TimeSpan.FromMicroseconds(reply.MatchMicroseconds));
        }

        if (reply.TicketMicroseconds > 0)
        {
            metrics.Took(MatcherMetrics.Stage.Redeem, TimeSpan.FromMicroseconds(reply.TicketMicroseconds));
        }
    }

    static byte[] Write(MatchReply reply)
    {
        var body = new byte[MatchReply.Length];
        reply.Write(body);
        return body;
    }
}
