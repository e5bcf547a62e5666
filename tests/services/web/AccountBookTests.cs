using Microsoft.Extensions.Time.Testing;
using Pedestal.Messaging.Operators;
using Pedestal.Web.Accounts;

namespace Pedestal.Web.Tests;

/// <summary>Local accounts without a browser.</summary>
public sealed class AccountBookTests : IDisposable
{
    const string Password = "a long evening";
    readonly TestFolder _folder = new();
    readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 11, 28, 18, 0, 0, TimeSpan.Zero));
    readonly AccountBook _book;

    public AccountBookTests() => _book = new AccountBook(_folder.PathOf("pages.db"), _time);

    public void Dispose()
    {
        _book.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Five_wrong_passwords_lock_an_account_for_five_minutes_whatever_is_given_then()
    {
        var stamp = _book.Join(_book.InviteFirst()!, "ada", Password).Stamp;
        for (var i = 0; i < AccountBook.MostFailures; i++)
        {
            Assert.Null(_book.SignIn("ada", "wrong password"));
        }

        Assert.Null(_book.SignIn("ada", Password));
        Assert.NotNull(Assert.Single(_book.List()).LockedUntil);
        _time.Advance(AccountBook.Lock);
        Assert.Equal(new SignedIn("ada", PersonRole.Administrator, stamp), _book.SignIn("ada", Password));
        Assert.Equal(1, _book.Acts.Since(DateTimeOffset.UnixEpoch).Count(act => act.Kind == PageActKind.Locked));
    }

    [Fact]
    public void An_invitation_works_once_and_for_two_days()
    {
        var first = _book.InviteFirst()!;
        var second = _book.InviteFirst()!;
        Assert.Null(_book.FindInvitation(first));
        _book.Join(second, "ada", Password);
        Assert.Null(_book.InviteFirst());
        Assert.Throws<AccountException>(() => _book.Join(second, "eve", Password));
        var late = _book.Invite("sam", PersonRole.Steward, "ada");
        _time.Advance(AccountBook.InvitationTime);
        Assert.Throws<AccountException>(() => _book.Join(late, "sam", Password));
    }

    [Fact]
    public void A_new_role_or_password_ends_the_sessions_and_somebody_stays_administrator()
    {
        var ada = _book.Join(_book.InviteFirst()!, "ada", Password);
        var sam = _book.Join(_book.Invite("sam", PersonRole.Steward, "ada"), "sam", Password);
        _book.SetRole("sam", PersonRole.Supervisor, "ada");
        Assert.False(_book.IsCurrent("sam", sam.Stamp));
        Assert.Throws<AccountException>(() => _book.SetRole("ada", PersonRole.Steward, "ada"));
        Assert.Throws<AccountException>(() => _book.Remove("ada", "ada"));
        Assert.True(_book.IsCurrent("ada", ada.Stamp));
        var again = _book.Join(_book.Invite("ada", PersonRole.Administrator, "ada"), "ada", "another evening");
        Assert.False(_book.IsCurrent("ada", ada.Stamp));
        Assert.True(_book.IsCurrent("ada", again.Stamp));
        Assert.Null(_book.SignIn("ada", Password));
    }

    [Theory]
    [InlineData("ada", "short")]
    [InlineData("ada", "Ada is my name")]
    [InlineData("", "a long evening")]
    [InlineData("a\u0007", "a long evening")]
    [InlineData("administration key", "a long evening")]
    public void A_name_or_password_that_cannot_be_one_uses_nothing_up(string name, string password)
    {
        var token = _book.InviteFirst()!;
        Assert.Throws<AccountException>(() => _book.Join(token, name, password));
        Assert.NotNull(_book.FindInvitation(token));
    }
}
