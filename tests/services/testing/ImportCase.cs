using System.Text;

namespace Pedestal.Testing;

/// <summary>A list as some program saved it, and the expected result of every way to import it.</summary>
/// <param name="File">Its bytes.</param>
/// <param name="Redeemable">The codes that are redeemed at the event afterwards.</param>
/// <param name="Errors">"Line: beginning of the reason" of each row left out.</param>
/// <param name="Warnings">The same of each warning.</param>
/// <param name="Event">The event.</param>
public sealed record ImportCase(
    byte[] File, string[] Redeemable, string[] Errors, string[] Warnings, string Event = "tonight")
{
    const string Columns = "code,account,event";

    /// <summary>All cases by name.</summary>
    public static IReadOnlyDictionary<string, ImportCase> All { get; } = new Dictionary<string, ImportCase>
    {
        ["Windows-1252"] = new(
            [.. "code,account,event\r\nZX-1,M"u8, 0xF6, .. "ller,tonight\r\nZX-2,M"u8, 0xFC, .. "ller,tonight\r\n"u8],
            [], ["2: the byte 0xF6 is not UTF-8. Save the list as \"CSV UTF-8\""], []),
        ["Windows-1252 far down"] = new(
            [.. "\uFEFFcode,account,event\rZY-1,kim,tonight\r\rZY-2,M"u8, 0xFC, .. "ller,tonight\r"u8],
            [], ["4: the byte 0xFC is not UTF-8"], []),
        ["UTF-8 with a mark and quoted columns"] = Of("\uFEFF\"Code\",\"Account\",\"Event\"\r\n\"BQ-1\",\"kim\",\"tonight\"\r\n", "BQ-1"),
        ["CR only"] = Of($"{Columns}\rCR-1,kim,tonight\rCR-2,lee,tonight\r", "CR-1", "CR-2"),
        ["UTF-16 with a mark"] = In(new UnicodeEncoding(false, true), $"{Columns}\r\nU-2,kim,tonight\r\n", "U-2"),
        ["UTF-16 without a mark"] = In(new UnicodeEncoding(false, false), $"{Columns}\r\nU-3,kim,tonight\r\n", "U-3"),
        ["UTF-16 with tabs"] = In(new UnicodeEncoding(false, true), "code\taccount\tevent\r\nU-1\tkim\ttonight\r\n", "U-1"),
        ["UTF-16, big-endian"] = In(new UnicodeEncoding(true, true), $"{Columns}\nU-4,Müller,tonight\n", "U-4"),
        ["UTF-16, big-endian, without a mark"] = In(new UnicodeEncoding(true, false), $"{Columns}\nU-5,kim,tonight\n", "U-5"),
        ["UTF-32"] = In(new UTF32Encoding(false, true), $"{Columns}\nU-6,kim,tonight\n", "U-6"),
        ["UTF-16 cut off"] = new(
            Encoding.Unicode.GetBytes($"\uFEFF{Columns}\nU-7,kim,tonight\n")[..^1], [], ["2: the byte 0x0A is not UTF-16"], []),
        ["workbook"] = new([.. "PK\u0003\u0004"u8, 0xFF, 0], [], ["1: the file is a workbook or an archive, not CSV"], []),
        ["separator named"] = Of($"sep=,\r\n{Columns}\r\nSL-1,kim,tonight\r\n", "SL-1"),
        ["semicolon named"] = Of("\"sep=;\"\r\ncode;account;event\r\nSS-1;kim;tonight\r\n;kim;tonight\r\n", "SS-1")
            .With(errors: ["4: code is missing"]),
        ["semicolons"] = Of("code;account;event\nSC-1;kim, née lee;tonight\n", "SC-1"),
        ["bars"] = Of("code|account|event\nBA-1|kim|tonight\n", "BA-1"),
        ["column twice"] = Of($"{Columns},code\nDC-1,kim,tonight,DC-9\n").With(errors: ["1: the column code occurs twice"]),
        ["column missing"] = Of("code;account\nCM-1;kim\n").With(
            errors: ["1: the first line must name the columns code,account,event[,status][,kind][,product][,uses]"]),
        ["NUL"] = Of($"{Columns}\nNU\01,kim,tonight\n").With(errors: ["2: code has the character U+0000"]),
        ["note of two lines"] = Of(
            $"{Columns},note\nQN-1,kim,tonight,\"row A\nseat 4\"\nQN-2,lee,tonight,none\n,max,tonight,none\n", "QN-1", "QN-2").With(
            errors: ["5: code is missing"], warnings: ["1: unused columns: note."]),
        ["quote not closed"] = Of($"{Columns}\nQO-1,\"kim,tonight\nQO-2,lee,tonight\nQO-3,\"max\",tonight\n", "QO-2", "QO-3").With(
            errors: ["2: a quote is misplaced or not closed"]),
        ["rows of nothing"] = Of($"{Columns},status\nTD-1,kim,tonight,valid\n,,,\n , ,,\n,,,\n", "TD-1"),
        ["columns of nothing"] = Of($"{Columns},,\nTC-1,kim,tonight,,\nTC-2,lee,tonight\nTC-3,max,tonight,,x\n", "TC-1", "TC-2").With(
            errors: ["4: has more or fewer fields"]),
        ["other spellings of status"] = Of(
            $"{Columns},status\nCU-1,kim,tonight,Canceled\nCU-2,kim,tonight,CANCELLED\nCU-3,kim,tonight,Valid\n", "CU-3"),
        ["spaces"] = Of($"{Columns}\n\"SP-1 \",kim,tonight\n  SP-2,kim,tonight\nSP  3,kim,tonight\nSP-4\u00A0,kim,tonight\n",
            "SP-1", "SP-2", "SP  3", "SP-4"),
        ["one event in many spellings"] = Of(
            $"{Columns}\nEV-1,kim,café noir\nEV-2,lee,cafe\u0301 noir\nEV-3,max,café noir\u00A0\nEV-4,ann,café\u00A0 noir\n"
            + "EV-5,eve,\uFEFFcafé\u200B noir\nEV-6,bob,Café noir\n", "EV-1", "EV-2", "EV-3", "EV-4", "EV-5") with
        { Event = "café noir" },
        ["formulas"] = Of($"{Columns}\n\"=\"\"00123\"\"\",kim,tonight\n=\"00124\",kim,tonight\n", "00123", "00124").With(
            warnings: ["2: code is a spreadsheet's formula", "3: code is a spreadsheet's formula"]),
        ["rounded numbers"] = Of($"{Columns}\n9.78123E+12,kim,tonight\n9.78123E+12,lee,tonight\n1234567890123450,4.1E+10,tonight\n",
            "9.78123E+12", "1234567890123450").With(
            errors: ["3: same code as line 2"],
            warnings: ["2: code is a number that a spreadsheet has rounded", "3: code is a number", "4: code is a number whose digits",
                "4: account is a number that a spreadsheet has rounded"]),
        ["codes that readers alter"] = Of($"{Columns}\nR1:A:1:B,kim,tonight\n]Q1ABC,kim,tonight\n\"A\tB\",kim,tonight\n]Q1,kim,tonight\n").With(
            errors: ["2: code begins with R1:", "3: code begins with ]Q1", "4: code has the character U+0009", "5: code begins with ]Q1"]),
        ["names that no address carries"] = Of($"{Columns}\nNA-1,kim,a/../b\nNA-2,kim,\"to\nnight\"\nNA-3,kim,rock/pop\n", "NA-3").With(
            errors: ["2: event has a part", "3: event has the character U+000A"]) with
        { Event = "rock/pop" },
    };

    /// <summary>Their names.</summary>
    public static TheoryData<string> Names => [.. All.Keys];

    ImportCase With(string[]? errors = null, string[]? warnings = null) =>
        this with { Errors = errors ?? [], Warnings = warnings ?? [] };

    static ImportCase Of(string text, params string[] redeemable) => new(Encoding.UTF8.GetBytes(text), redeemable, [], []);

    static ImportCase In(Encoding encoding, string text, params string[] redeemable) =>
        new([.. encoding.GetPreamble(), .. encoding.GetBytes(text)], redeemable, [], []);
}
