# How most files begin: dot-sourced in their own BeforeAll, so that these variables are theirs.

Import-Module "$PSScriptRoot/ApiAuth.TestSupport.psm1" -Force
Import-TestedModule
$emulator = Start-Emulator
$guest = New-TestCredential guest guest
