using Microsoft.Extensions.DependencyInjection;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Ticketing;
using Pedestal.Vein;

namespace Pedestal.Web.Tests;

/// <summary>Persons enrolled at a site without a pedestal.</summary>
static class Enrolments
{
    /// <summary>Enrols a person with a ticket; returns the person's number.</summary>
    public static long Enrol(this WebSite site, string code, int seed)
    {
        var (register, now) = (site.Part("palms").Get<PalmRegister>(), DateTimeOffset.UtcNow);
        var token = register.Store.Tokens.Reserve("ticketing");
        var link = site.Tickets.Links.Open(code, new Booth("booth-1"), now).Link!;
        site.Tickets.Accounts.BindToken(link, token, "booth-1", now);
        var samples = new[] { PalmSide.Left, PalmSide.Right }.SelectMany((side, i) => Enumerable.Range(0, 3).Select(capture =>
        {
            var bytes = TestTemplates.Capture(TestTemplates.Palm(seed + i), 100 * seed + capture);
            return new EnrolmentSample(side, bytes, TestTemplates.Parse(bytes));
        })).ToList();
        return register.Enrol(new Enrolment(new PartyConsent("ticketing", token, new Consent(ConsentText.Load(1, ""), now)), samples)).Person;
    }
}
