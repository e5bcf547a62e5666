namespace Pedestal.Core.Log
{
    /// <summary>How much a log record matters.</summary>
    public enum LogLevel
    {
        /// <summary>For whoever looks for the cause of something.</summary>
        Debug = 0,

        /// <summary>The ordinary course of things.</summary>
        Info = 1,

        /// <summary>Something does not work as it should; guests still get in.</summary>
        Warning = 2,

        /// <summary>Something has failed.</summary>
        Error = 3,
    }
}
