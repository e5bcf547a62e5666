using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>The run in one line, the last one on the console.</summary>
static class SummaryLine
{
    public static string Of(Evaluation evaluation)
    {
        var verification = evaluation.Verification;
        return $"EER={Percent(verification.EqualErrorRate)}"
            + $" FNMR@1e-3={Percent(verification.At(1e-3)?.Fnmr)}"
            + $" FNMR@1e-4={Percent(verification.At(1e-4)?.Fnmr)}"
            + $" rank1={Percent(evaluation.RankOne)}"
            + $" FTX={Percent(evaluation.FailureToExtract)}"
            + $" dprime={(evaluation.Separation is { } separation ? Text.Number(separation, 2) : Text.None)}"
            + $" bytes={TemplateFormat.Length}";
    }

    static string Percent(Proportion? proportion) =>
        proportion is { Trials: > 0 } known ? Text.Percent(known.Rate) : Text.None;
}
