namespace Pedestal.Core.Ledger
{
    /// <summary>The words for stages, in messages and on the console.</summary>
    public static class StageWords
    {
        static readonly string[] Stages =
        {
            "presence", "capture", "extract", "seal", "network", "match", "ticket", "gate",
        };

        /// <summary>The word for a stage.</summary>
        public static string Of(Stage stage)
        {
            return Stages[(int)stage];
        }
    }
}
