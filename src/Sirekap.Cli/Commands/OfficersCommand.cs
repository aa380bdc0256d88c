using System.CommandLine;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap officers</c>: who may read papers again, how somebody comes to, and how a key ends.</summary>
public static class OfficersCommand
{
    public static Command Create() =>
        new("officers", "Who may review: list the keys, enrol somebody's who says its code, end a key.")
        {
            OfficersListCommand.Create(),
            OfficersInviteCommand.Create(),
            OfficersRevokeCommand.Create(),
        };
}
