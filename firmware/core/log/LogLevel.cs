namespace Pedestal.Core.Log
{
    /// <summary>The importance of a log record.</summary>
    public enum LogLevel
    {
        /// <summary>Details for finding a cause.</summary>
        Debug = 0,

        /// <summary>Normal operation.</summary>
        Info = 1,

        /// <summary>A fault that keeps no guest out.</summary>
        Warning = 2,

        /// <summary>A fault.</summary>
        Error = 3,
    }
}
