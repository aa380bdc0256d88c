using System.CommandLine;
using Sirekap.Verification;

// The verifier alone: one file, nothing to install.
var command = VerifyCommand.Fill(new RootCommand("Recomputes a Sirekap publication from its files, and trusts nobody."));
var parsed = command.Parse(args);
var exit = parsed.Invoke();
return parsed.Errors.Count > 0 ? 2 : exit;
